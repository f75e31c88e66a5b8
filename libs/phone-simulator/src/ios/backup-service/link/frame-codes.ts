/** The byte after the length of each frame of a file. Lengths count it. */
export const FRAME = { success: 0x00, localError: 0x06, remoteError: 0x0b, data: 0x0c } as const;

/** Names of files are no longer than this on either side (libimobiledevice refuses more). */
export const LONGEST_NAME = 4096;

/** Length (u32, big-endian) and code of a frame with so many bytes of content. */
export function frameHead(code: number, bytes: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE((bytes + 1) >>> 0, 0);
  head[4] = code;
  return head;
}

/** A name behind its length (u32, big-endian). */
export function framedName(name: string | Uint8Array): Buffer {
  const bytes = Buffer.from(name as string);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes.length, 0);
  return Buffer.concat([head, bytes]);
}

/** Ends a list of files. */
export const NO_MORE = Buffer.alloc(4);
