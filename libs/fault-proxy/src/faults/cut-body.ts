import { Transform } from 'node:stream';
import { z } from 'zod';
import { valueOf, withValue } from '../headers.js';
import type { Meddling, Met } from '../meddling.js';
import { MATCHING } from './matching.js';

/** An answer's body ends early. */
export const CutBody = z.strictObject({
  fault: z.literal('cut-body'),
  /** Bytes that arrive; drawn by default. */
  afterBytes: z.int().min(0).optional(),
  /** The length is announced as cut, so that nothing but the contents tells. */
  quietly: z.boolean().default(false),
  ...MATCHING,
});

export function cutBody({ afterBytes, quietly }: z.output<typeof CutBody>) {
  return ({ draw, note, reset }: Met): Meddling => {
    let kept = 0;
    return {
      answerHead: (head) => {
        const length = Number(valueOf(head.headers, 'content-length') ?? 0);
        kept = Math.min(afterBytes ?? draw(length), length);
        if (kept < length) note(`cuts the answer to ${kept} of ${length} bytes`);
        if (!quietly || kept === length) return head;
        return { ...head, headers: withValue(head.headers, 'content-length', `${kept}`) };
      },
      answerBody: (head) => {
        const length = Number(valueOf(head.headers, 'content-length') ?? 0);
        let left = kept;
        return new Transform({
          transform(chunk: Buffer, _encoding, done) {
            if (left > 0) this.push(chunk.subarray(0, left));
            left -= chunk.length;
            done();
          },
          flush(done) {
            done();
            if (kept < length && !quietly) setTimeout(reset, 5);
          },
        });
      },
    };
  };
}
