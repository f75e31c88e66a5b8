import { z } from 'zod';
import type { Meddling, Met } from '../meddling.js';
import { MATCHING } from './matching.js';

/** The upstream does what it was asked, and the client sees a torn connection. */
export const DropReply = z.strictObject({ fault: z.literal('drop-reply'), ...MATCHING });

export function dropReply(_: z.output<typeof DropReply>) {
  return ({ note }: Met): Meddling => ({
    losesAnswer: true,
    answerHead: (head) => {
      note(`drops the answer ${head.status}`);
      return head;
    },
  });
}
