/** Above every code point: stands for a byte that is no part of valid UTF-8. */
export const LOOSE_BYTE = 0x110000;
/** The least code point that a sequence of so many bytes may hold; below it the form is overlong. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000];

/** A name's characters as numbers: code points, and each byte that is not UTF-8 by itself, above them. */
export function characters(name: Uint8Array): number[] {
  const out: number[] = [];
  for (let at = 0; at < name.length;) {
    const first = name[at]!;
    const length = first < 0x80 ? 1 : sequenceLength(name, at, first);
    if (length === 1) out.push(first);
    else if (length === 0) out.push(LOOSE_BYTE + first);
    else out.push(codePoint(name, at, length));
    at += Math.max(1, length);
  }
  return out;
}

/** The same without a difference between upper and lower case. */
export const folded = (character: number): number => {
  if (character < 0x80) return character >= 0x41 && character <= 0x5a ? character + 0x20 : character;
  if (character >= LOOSE_BYTE) return character;
  return String.fromCodePoint(character).toLowerCase().codePointAt(0)!;
};

/** 0 where there is no valid sequence. */
function sequenceLength(name: Uint8Array, at: number, first: number): number {
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > name.length) return 0;
  for (let i = 1; i < length; i++) if ((name[at + i]! & 0xc0) !== 0x80) return 0;
  const code = codePoint(name, at, length);
  return code < LEAST[length]! || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0 : length;
}

function codePoint(name: Uint8Array, at: number, length: number): number {
  let code = name[at]! & (0x7f >> length);
  for (let i = 1; i < length; i++) code = code * 64 + (name[at + i]! & 0x3f);
  return code;
}
