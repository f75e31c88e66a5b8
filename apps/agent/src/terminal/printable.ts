const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Controls (C0, DEL, C1), line and paragraph separators, and everything that reorders or hides text on a terminal:
 * bidi marks, embeddings, overrides and isolates, zero-width characters, the byte order mark, tags.
 */
const UNSAFE =
  // eslint-disable-next-line no-control-regex -- these are exactly what must be found
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** Makes text harmless on a terminal: what is unsafe becomes `\n`, `\t`, `\xNN` or `\u{…}`, a backslash is doubled. */
export function printableText(text: string): string {
  return text.replaceAll('\\', '\\\\').replace(UNSAFE, escapeCharacter);
}

/** Makes text that was made printable before harmless once more; leaves backslashes as they are. */
export const scrub = (text: string): string => text.replace(UNSAFE, escapeCharacter);

/** The same as `printableText` for a name of raw bytes: each byte that is not part of valid UTF-8 becomes `\xNN`. */
export function printableName(name: Uint8Array): string {
  try {
    return printableText(decoder.decode(name));
  } catch {
    return byPieces(name);
  }
}

/** A path as a person reads it; segments are joined by `/`. The root is `/`. */
export function printablePath(path: readonly Uint8Array[]): string {
  return path.length === 0 ? '/' : path.map(printableName).join('/');
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? hexByte(code) : `\\u{${code.toString(16)}}`;
}

const hexByte = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

/** Longest valid sequences first, so that one bad byte does not make the whole name unreadable. */
function byPieces(name: Uint8Array): string {
  let shown = '';
  for (let at = 0; at < name.length;) {
    const length = sequenceLength(name, at);
    const piece = name.subarray(at, at + Math.max(1, length));
    shown += length === 0 ? hexByte(piece[0] ?? 0) : printableText(decoder.decode(piece));
    at += piece.length;
  }
  return shown;
}

/** Bytes of the valid UTF-8 sequence at `at`; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    decoder.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}
