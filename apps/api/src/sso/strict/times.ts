import { Refusal, said } from './refusal.js';

export const MAX_SKEW_MS = 60_000;
export const MAX_AGE_MS = 5 * 60_000;
/** SAML core 1.3.3: UTC. A zone would be read in different ways. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/** Milliseconds of an instant. @throws Refusal `conditions` when it is missing or none */
export const instantOf = (text: string | undefined, what: string): number => {
  const at = text !== undefined && INSTANT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at))
    throw new Refusal('conditions', `${what} is ${said(text)}, which is no instant in UTC.`);
  return at;
};

const apart = (ms: number): string => `${String(Math.round(ms / 1000))} s`;

/** @throws Refusal `expired` */
export const requireBefore = (end: number, now: number, what: string): void => {
  if (now >= end + MAX_SKEW_MS) throw new Refusal('expired', `${what} was over ${apart(now - end)} ago.`);
};

/** @throws Refusal `not-yet-valid` */
export const requireFrom = (start: number, now: number, what: string): void => {
  if (now < start - MAX_SKEW_MS)
    throw new Refusal('not-yet-valid', `${what} begins in ${apart(start - now)}: compare the clocks.`);
};

/** @throws Refusal `too-old`, `not-yet-valid` */
export const requireFresh = (issued: number, now: number, what: string): void => {
  requireFrom(issued, now, what);
  if (now > issued + MAX_AGE_MS + MAX_SKEW_MS)
    throw new Refusal('too-old', `${what} is ${apart(now - issued)} old.`);
};
