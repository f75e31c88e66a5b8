import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Meddling, Met } from '../meddling.js';
import { MATCHING, OF } from './matching.js';

/** A slow line: all requests of the rule share so many bytes a second, in one direction or both. */
export const Bandwidth = z.strictObject({
  fault: z.literal('bandwidth'),
  bytesPerSecond: z.number().min(1),
  of: OF.optional(),
  ...MATCHING,
});

export function bandwidth({ bytesPerSecond, of }: z.output<typeof Bandwidth>) {
  let freeAtMs = 0;
  const slice = Math.max(1, Math.ceil(bytesPerSecond / 20));
  const slow = (): Transform =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        void (async () => {
          for (let at = 0; at < chunk.length; at += slice) {
            const piece = chunk.subarray(at, at + slice);
            const now = performance.now();
            freeAtMs = Math.max(freeAtMs, now) + (piece.length / bytesPerSecond) * 1000;
            await pause(freeAtMs - now);
            this.push(piece);
          }
        })().then(() => done(), done);
      },
    });
  return ({ note }: Met): Meddling => {
    note(`${bytesPerSecond} bytes a second`);
    return {
      ...(of === 'answer' ? {} : { requestBody: slow }),
      ...(of === 'request' ? {} : { answerBody: slow }),
    };
  };
}
