const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });
/** Bytes of a name; a file system has room for 255, and a number may come behind it. */
const MOST_BYTES = 240;
const LONGEST_EXTENSION = 16;
/** Controls, marks that turn the direction of what is read, and what parts a path on one system or another. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff/\\:]/gu;

/**
 * A name of a snapshot, hostile, as one that an iPhone holds and its Files app shows: text, composed (NFC), none that leads
 * elsewhere or is hidden, of at most 240 bytes with its extension.
 */
export function safeName(name: Uint8Array): string {
  const text = DECODER.decode(name).normalize('NFC').replace(UNSAFE, '_').replace(/^\.+/, '_');
  return shortened(text.trim() === '' ? '_' : text);
}

function shortened(text: string): string {
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  const dot = text.lastIndexOf('.');
  const isExtension = dot > 0 && text.length - dot <= LONGEST_EXTENSION;
  const extension = isExtension ? text.slice(dot) : '';
  const letters = [...text.slice(0, isExtension ? dot : undefined)];
  while (Buffer.byteLength(letters.join('')) > MOST_BYTES - Buffer.byteLength(extension))
    letters.length = Math.floor(letters.length * 0.9);
  return letters.join('') + extension;
}
