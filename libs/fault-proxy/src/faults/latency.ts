import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Meddling, Met } from '../meddling.js';
import { MATCHING } from './matching.js';

/** Each request waits before it goes on. */
export const Latency = z.strictObject({
  fault: z.literal('latency'),
  ms: z.number().min(0),
  /** Up to so much more, drawn. */
  jitterMs: z.number().min(0).default(0),
  ...MATCHING,
});

export function latency({ ms, jitterMs }: z.output<typeof Latency>) {
  return ({ draw, note }: Met): Meddling => {
    const waited = ms + draw(Math.floor(jitterMs) + 1);
    return {
      before: () => {
        note(`waits ${waited} ms`);
        return pause(waited);
      },
    };
  };
}
