import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Meddling, Met } from '../meddling.js';
import { emptyAnswer } from '../s3-answer.js';
import { MATCHING } from './matching.js';

/** A PUT is answered 200 and its bytes are gone. */
export const SwallowWrite = z.strictObject({ fault: z.literal('swallow-write'), ...MATCHING });

export function swallowWrite(_: z.output<typeof SwallowWrite>) {
  return ({ asked, note }: Met): Meddling => {
    if (asked.method !== 'PUT') return {};
    return {
      answer: (body) => {
        note(`swallows ${body.length} bytes`);
        return emptyAnswer(200, [['etag', `"${createHash('md5').update(body).digest('hex')}"`]]);
      },
    };
  };
}
