import { FRAME, FRAME_HEAD_BYTES, LARGEST_FRAME } from '../../../codecs/ios/link-frame.js';

/** The bytes of a file as frames of 32 KiB. Each is memory of its own: it may still be on its way when the next is made. */
export async function* inFrames(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let frame = Buffer.allocUnsafe(FRAME_HEAD_BYTES + LARGEST_FRAME);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + LARGEST_FRAME - filled);
      frame.set(part, FRAME_HEAD_BYTES + filled);
      filled += part.length;
      at += part.length;
      if (filled < LARGEST_FRAME) continue;
      yield headed(frame, filled);
      frame = Buffer.allocUnsafe(FRAME_HEAD_BYTES + LARGEST_FRAME);
      filled = 0;
    }
  }
  if (filled > 0) yield headed(frame, filled);
}

function headed(frame: Buffer, filled: number): Buffer {
  frame.writeUInt32BE(filled + 1);
  frame[4] = FRAME.data;
  return frame.subarray(0, FRAME_HEAD_BYTES + filled);
}
