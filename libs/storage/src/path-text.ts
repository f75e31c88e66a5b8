const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// Control characters (C0, DEL, C1), marks that turn the writing direction, separators of lines, byte order mark:
// what could make a terminal or a page show another name than the one stored.
const UNSAFE =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

const escaped = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

/** One name for people and terminals: what is not plain text becomes `\xNN`, a backslash `\\`. */
function nameText(name: Uint8Array): string {
  // Nearly every name: a look at each character of each file was a twentieth of an iPhone's backup (measured 2026-11-27).
  if (name.every(isPlain)) return Buffer.from(name.buffer, name.byteOffset, name.length).toString('latin1');
  let out = '';
  for (let at = 0; at < name.length;) {
    const length = sequenceLength(name[at]!);
    const bytes = name.subarray(at, at + length);
    let character: string | undefined;
    try {
      character = decoder.decode(bytes);
    } catch {
      character = undefined;
    }
    if (character === undefined) {
      out += escaped(name.subarray(at, at + 1));
      at += 1;
      continue;
    }
    if (character === '\\') out += '\\\\';
    else if (character === '/' || UNSAFE.test(character)) out += escaped(bytes);
    else out += character;
    at += length;
  }
  return out;
}

/** A printable character of ASCII that stands for itself: neither a slash nor a backslash. */
const isPlain = (byte: number): boolean => byte >= 0x20 && byte < 0x7f && byte !== 0x2f && byte !== 0x5c;

function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** A path as one line that is safe to print and that `parsePathText` turns back into the same bytes. */
export function pathText(path: readonly Uint8Array[]): string {
  return path.map(nameText).join('/');
}

/** Bytes of a path that a person typed or copied: `/` separates, `\xNN` is a byte, `\\` a backslash. */
export function parsePathText(text: string): Uint8Array[] {
  return text
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => {
      const parts = segment.split(/(\\x[0-9a-fA-F]{2}|\\\\)/);
      return Buffer.concat(
        parts.map((part, i) => {
          if (i % 2 === 0) return Buffer.from(part);
          return part === '\\\\' ? Buffer.from('\\') : Buffer.from(part.slice(2), 'hex');
        }),
      );
    });
}
