import { z } from 'zod';
import { MATCHING } from '../faults/matching.js';
import type { Meddling, Met } from '../meddling.js';
import { hashUnsaid } from './hash-unsaid.js';

/** A server that takes any body for any digest. */
export const IgnoreHash = z.strictObject({ fault: z.literal('ignore-hash'), ...MATCHING });

export function ignoreHash(_: z.output<typeof IgnoreHash>) {
  return ({ asked, note }: Met): Meddling => {
    if (asked.method !== 'PUT') return {};
    return {
      rewrite: (request) => {
        note('looks at no digest');
        return hashUnsaid(request);
      },
    };
  };
}
