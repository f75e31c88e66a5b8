import { Transform } from 'node:stream';
import { z } from 'zod';
import type { Meddling, Met } from '../meddling.js';
import { MATCHING, OF } from './matching.js';

/** The connection is torn once so many bytes of a body have passed. A shorter body passes whole. */
export const Reset = z.strictObject({
  fault: z.literal('reset'),
  afterBytes: z.int().min(0),
  of: OF.default('request'),
  ...MATCHING,
});

export function reset({ afterBytes, of }: z.output<typeof Reset>) {
  return (met: Met): Meddling => {
    const tear = (): Transform => {
      let left = afterBytes;
      return new Transform({
        transform(chunk: Buffer, _encoding, done) {
          if (chunk.length <= left) {
            left -= chunk.length;
            done(null, chunk);
            return;
          }
          if (left > 0) this.push(chunk.subarray(0, left));
          met.note(`reset after ${afterBytes} bytes of the ${of}`);
          // What was pushed is on its way first.
          setImmediate(() => met.reset());
        },
      });
    };
    return of === 'request' ? { requestBody: tear } : { answerBody: tear };
  };
}
