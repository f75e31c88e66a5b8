import { describe, expect, it } from '@jest/globals';
import { inFrames } from './in-frames.js';

async function* pieces(...sizes: number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) yield Uint8Array.from({ length: size }, () => at++ % 251);
}

describe('frames of a file', () => {
  it.each([
    [[]],
    [[1]],
    [[32_768]],
    [[32_769]],
    [[100_000, 3, 0, 70_000]],
    [[...Array<number>(50).fill(999)]],
  ])('of pieces %j are 32 KiB, but for the last', async (sizes) => {
    const frames: Buffer[] = [];
    for await (const frame of inFrames(pieces(...sizes))) frames.push(frame);
    const whole: Buffer[] = [];
    for await (const piece of pieces(...sizes)) whole.push(Buffer.from(piece));
    for (const frame of frames) {
      expect(frame.readUInt32BE(0)).toBe(frame.length - 4);
      expect(frame[4]).toBe(0x0c);
    }
    expect(frames.slice(0, -1).every((frame) => frame.length === 5 + 32_768)).toBe(true);
    const sent = Buffer.concat(frames.map((frame) => frame.subarray(5)));
    expect(sent.equals(Buffer.concat(whole))).toBe(true);
  });
});
