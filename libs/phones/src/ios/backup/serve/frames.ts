/** What a frame of a file holds, by its first byte. */
export const FRAME = { success: 0x00, localError: 0x06, remoteError: 0x0b, data: 0x0c } as const;

/** Larger ones kill the phone's backup agent when the manifest is big (pymobiledevice3 issues 1165 and 1857). */
const DATA_BYTES = 32 * 1024;
const HEAD_BYTES = 5;

/** A big-endian length. */
export function word(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** How a file ends: its code and, for an error, words. */
export function textFrame(code: number, text: string): Buffer {
  const words = Buffer.from(text);
  return Buffer.concat([word(words.length + 1), Buffer.of(code), words]);
}

/** The bytes of a file as frames of 32 KiB. Each is memory of its own: it may still be on its way when the next is made. */
export async function* inFrames(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let frame = Buffer.allocUnsafe(HEAD_BYTES + DATA_BYTES);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + DATA_BYTES - filled);
      frame.set(part, HEAD_BYTES + filled);
      filled += part.length;
      at += part.length;
      if (filled < DATA_BYTES) continue;
      yield headed(frame, filled);
      frame = Buffer.allocUnsafe(HEAD_BYTES + DATA_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield headed(frame, filled);
}

function headed(frame: Buffer, filled: number): Buffer {
  frame.writeUInt32BE(filled + 1);
  frame[4] = FRAME.data;
  return frame.subarray(0, HEAD_BYTES + filled);
}
