import { Transform } from 'node:stream';
import { z } from 'zod';
import { valueOf } from '../headers.js';
import { hashUnsaid } from '../lies/hash-unsaid.js';
import type { Meddling, Met } from '../meddling.js';
import { MATCHING, OF } from './matching.js';

/** One byte of a body is another. */
export const FlipByte = z.strictObject({
  fault: z.literal('flip-byte'),
  of: OF.default('answer'),
  /** Which; drawn by default. */
  atByte: z.int().min(0).optional(),
  /** Of a request: the upstream is told no digest, so it stores the wrong bytes. Needs the proxy's credentials. */
  unnoticed: z.boolean().default(false),
  ...MATCHING,
});

export function flipByte({ of, atByte, unnoticed }: z.output<typeof FlipByte>) {
  return ({ asked, draw, note }: Met): Meddling => {
    const flip = (length: number): Transform => {
      const at = atByte ?? draw(length);
      let passed = 0;
      return new Transform({
        transform(chunk: Buffer, _encoding, done) {
          const here = at - passed;
          passed += chunk.length;
          if (here < 0 || here >= chunk.length) return done(null, chunk);
          const changed = Buffer.from(chunk);
          changed[here]! ^= 1 + draw(255);
          note(`flips byte ${at} of the ${of}`);
          done(null, changed);
        },
      });
    };
    const lengthOf = (headers: Met['asked']['headers']): number =>
      Number(valueOf(headers, 'content-length') ?? 0);
    if (of === 'answer') return { answerBody: ({ headers }) => flip(lengthOf(headers)) };
    return {
      requestBody: () => flip(lengthOf(asked.headers)),
      ...(unnoticed ? { rewrite: hashUnsaid } : {}),
    };
  };
}
