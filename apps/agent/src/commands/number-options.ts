import { usage } from '../faults/fault.js';

/** Parses a flag that takes a whole number from `least` on. */
export const wholeNumber =
  (flag: string, least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= least) return value;
    throw usage(`${flag} takes a whole number${least > 0 ? ` from ${least} on` : ''}, not "${text}".`);
  };

/** Parses a flag that takes days, also parts of one; answers milliseconds. */
export const days =
  (flag: string) =>
  (text: string): number => {
    if (/^\d{1,6}(\.\d{1,6})?$/.test(text)) return Number(text) * 24 * 3600 * 1000;
    throw usage(`${flag} takes a number of days, not "${text}".`);
  };

/** Parses a flag that takes 0 to 100, with or without `%`; answers a share of 1. */
export const percent =
  (flag: string) =>
  (text: string): number => {
    const value = Number(text.replace(/%$/, ''));
    if (/^\d{1,3}(\.\d{1,3})?%?$/.test(text) && value <= 100) return value / 100;
    throw usage(`${flag} takes a percentage from 0 to 100, not "${text}".`);
  };

const UNITS = ['', 'K', 'M', 'G', 'T'];

/** Parses a flag that takes a size: bytes, or with K, M, G or T (also KiB or KB) in steps of 1,024. */
export const size =
  (flag: string) =>
  (text: string): number => {
    const [, figure, unit] = /^(\d{1,12}(?:\.\d{1,3})?)\s?([kmgt]?)(?:i?b)?$/i.exec(text) ?? [];
    if (figure === undefined || unit === undefined)
      throw usage(`${flag} takes a size, not "${text}".`, 'Write for example 500M, 2G or 1.5TiB.');
    return Math.round(Number(figure) * 1024 ** UNITS.indexOf(unit.toUpperCase()));
  };
