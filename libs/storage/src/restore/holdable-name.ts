import { createHash } from 'node:crypto';

const LONGEST = 255;
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
// eslint-disable-next-line no-control-regex -- Windows refuses them in names
const FORBIDDEN = /[\u0000-\u001f<>:"/\\|?*]/g;

export type NameRule = 'linux' | 'darwin' | 'win32';

export function nameRule(platform: string): NameRule {
  return platform === 'win32' || platform === 'darwin' ? platform : 'linux';
}

/**
 * The name that a computer can hold in the place of `name`: the same bytes where it can. What it cannot becomes `%XX`
 * or is cut and marked with a digest, so that two names stay two. `undefined`: no name at all (`.`, `..`, NUL, `/`).
 */
export function holdableName(name: Uint8Array, rule: NameRule): Buffer | undefined {
  const bytes = Buffer.from(name);
  if (bytes.length === 0 || bytes.includes(0) || bytes.includes(0x2f)) return undefined;
  if (bytes.equals(Buffer.from('.')) || bytes.equals(Buffer.from('..'))) return undefined;
  const changed = rule === 'linux' ? bytes : Buffer.from(textName(bytes, rule));
  if (changed.length <= LONGEST) return changed;
  const mark = `~${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`;
  let end = LONGEST - mark.length;
  while (end > 0 && (changed[end]! & 0xc0) === 0x80) end -= 1;
  return Buffer.concat([changed.subarray(0, end), Buffer.from(mark)]);
}

const percent = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

function textName(bytes: Buffer, rule: NameRule): string {
  const text = bytes.toString('utf8');
  const valid = Buffer.from(text).equals(bytes)
    ? text
    : [...bytes].map((b) => (b < 0x80 ? String.fromCharCode(b) : percent(b))).join('');
  if (rule === 'darwin') return valid;
  const safe = valid.replace(FORBIDDEN, (character) => percent(character.charCodeAt(0)));
  const ended = safe.replace(/[. ]+$/, (end) =>
    [...end].map((character) => percent(character.charCodeAt(0))).join(''),
  );
  return RESERVED.test(ended) ? `_${ended}` : ended;
}
