import { PlistError } from './plist-error.js';
import { PlistReal, PlistUid, type PlistDict, type PlistValue } from './plist-value.js';

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" ' +
  '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n';

/** A year has four digits. */
const FIRST_DATE = Date.parse('0000-01-01T00:00:00Z');
const AFTER_DATES = Date.parse('+010000-01-01T00:00:00Z');

/**
 * UTF-8, indented by tabs as Apple's own writer does. Dates lose what is below a second. @throws PlistError for a UID, and for a
 * date that is none or whose year has not four digits
 */
export function writeXmlPlist(value: PlistValue): Uint8Array {
  const lines: string[] = [];
  write(value, '', lines);
  return Buffer.from(`${HEAD}${lines.join('\n')}\n</plist>\n`);
}

function write(value: PlistValue, indent: string, lines: string[]): void {
  if (Array.isArray(value)) {
    if (value.length === 0) return void lines.push(`${indent}<array/>`);
    lines.push(`${indent}<array>`);
    for (const member of value as readonly PlistValue[]) write(member, `${indent}\t`, lines);
    lines.push(`${indent}</array>`);
    return;
  }
  const scalar = scalarElement(value);
  if (scalar !== undefined) return void lines.push(`${indent}${scalar}`);
  const entries = Object.entries(value as PlistDict);
  if (entries.length === 0) return void lines.push(`${indent}<dict/>`);
  lines.push(`${indent}<dict>`);
  for (const [key, member] of entries) {
    lines.push(`${indent}\t<key>${escaped(key)}</key>`);
    write(member, `${indent}\t`, lines);
  }
  lines.push(`${indent}</dict>`);
}

function scalarElement(value: PlistValue): string | undefined {
  if (value === true) return '<true/>';
  if (value === false) return '<false/>';
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return `<integer>${String(value)}</integer>`;
  if (typeof value === 'number') return `<real>${realText(value)}</real>`;
  if (value instanceof PlistReal) return `<real>${realText(value.value)}</real>`;
  if (value instanceof Uint8Array) return `<data>${Buffer.from(value).toString('base64')}</data>`;
  if (value instanceof Date) return `<date>${dateText(value)}</date>`;
  if (value instanceof PlistUid) throw new PlistError('A reference of an archive has no XML form.');
  return undefined;
}

function dateText(value: Date): string {
  const isWritable = value.getTime() >= FIRST_DATE && value.getTime() < AFTER_DATES;
  if (!isWritable) throw new PlistError('A date has no XML form.');
  return value.toISOString().replace(/\.\d+Z$/, 'Z');
}

function realText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? '+infinity' : '-infinity';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** What XML cannot hold (controls, lone halves of characters) is left out. */
function escaped(text: string): string {
  return (
    text
      .replace(/\p{Cs}/gu, '\ufffd')
      // eslint-disable-next-line no-control-regex -- these are what XML cannot hold
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;')
  );
}
