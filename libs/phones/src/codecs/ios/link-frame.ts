/** What a frame of a file holds, by the byte after its length: bytes of the file, or how it ends. */
export const FRAME = { success: 0x00, localError: 0x06, remoteError: 0x0b, data: 0x0c } as const;

export const FRAME_HEAD_BYTES = 5;
/**
 * Bytes of a file that one frame to a phone holds at most: larger ones kill its backup agent when the manifest is big
 * (pymobiledevice3 issues 1165 and 1857).
 */
export const LARGEST_FRAME = 32 * 1024;
/** Names of files are no longer than this on either side (libimobiledevice refuses more). */
export const LONGEST_NAME = 4096;
/** Where a message of the device link has a place for a text and there is none (idevicebackup2 sends it so). */
export const NO_TEXT = '___EmptyParameterString___';
/** Ends a list of files: the length of a name that does not come. */
export const NO_MORE = Buffer.alloc(4);

/** A length as the device link writes it: u32, big-endian. */
export function lengthWord(bytes: number): Buffer {
  const word = Buffer.allocUnsafe(4);
  word.writeUInt32BE(bytes >>> 0, 0);
  return word;
}

/** Length (u32, big-endian; it counts the code) and code of a frame with so many bytes of content. */
export function frameHead(code: number, bytes: number): Buffer {
  return Buffer.concat([lengthWord(bytes + 1), Buffer.of(code)]);
}

/** How a file ends: its code and, for an error, words. */
export function textFrame(code: number, text: string): Buffer {
  const words = Buffer.from(text);
  return Buffer.concat([frameHead(code, words.length), words]);
}

/** A name behind its length (u32, big-endian). */
export function framedName(name: string | Uint8Array): Buffer {
  const bytes = Buffer.from(name as string);
  return Buffer.concat([lengthWord(bytes.length), bytes]);
}
