import { z } from 'zod';
import { MATCHING } from '../faults/matching.js';
import type { Meddling, Met } from '../meddling.js';

/** A server that lets everybody in: a wrong, missing or expired signature opens as the right one does. */
export const IgnoreSignature = z.strictObject({
  fault: z.literal('ignore-signature'),
  /** It looks at the signature and not at when it runs out. */
  expiryOnly: z.boolean().default(false),
  ...MATCHING,
});

export function ignoreSignature({ expiryOnly }: z.output<typeof IgnoreSignature>) {
  return ({ asked, note }: Met): Meddling => {
    if (expiryOnly && !hasRunOut(asked.path)) return {};
    return {
      // Another object is another request, and that is signed anew.
      rewrite: (request) => {
        note('signs it anew, whoever sent it');
        return { ...request };
      },
    };
  };
}

function hasRunOut(path: string): boolean {
  const query = new URLSearchParams(path.split('?')[1]);
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '');
  if (!date) return false;
  const [year = 0, month = 1, ...rest] = date.slice(1).map(Number);
  const signedAt = Date.UTC(year, month - 1, ...rest);
  return signedAt + Number(query.get('X-Amz-Expires') ?? 0) * 1000 < Date.now();
}
