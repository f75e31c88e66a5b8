const isText = new TextDecoder('utf-8', { fatal: true });
/** With the u flag only a surrogate that is not half of a pair. */
const LONE = /\p{Surrogate}/u;

/**
 * A name's bytes as text. Bytes that are no UTF-8 become one lone surrogate each (U+DC80 to U+DCFF), so that every name can
 * be given back as it came.
 */
export function nameFromBytes(bytes: Uint8Array): string {
  try {
    return isText.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
  }
}

/** The bytes of such a text. */
export function bytesOfName(name: string): Buffer {
  if (!LONE.test(name)) return Buffer.from(name, 'utf8');
  return Buffer.concat(
    Array.from(name, (character) => {
      const code = character.charCodeAt(0);
      const isByte = character.length === 1 && code >= 0xdc80 && code <= 0xdcff;
      return isByte ? Buffer.from([code - 0xdc00]) : Buffer.from(character, 'utf8');
    }),
  );
}
