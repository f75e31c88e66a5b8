import { z } from 'zod';

/** Which requests a rule is for; every rule has these beside what its fault needs. */
export const MATCHING = {
  /** `PUT`, or several. */
  method: z.union([z.string(), z.array(z.string())]).optional(),
  /** Found in the path with its query; a text is a regular expression too, since rules come from files. */
  path: z
    .union([z.string(), z.instanceof(RegExp)])
    .transform(asExpression)
    .optional(),
  /** So many matching requests pass before the first fault. */
  skip: z.int().min(0).default(0),
  /** At most so many faults. */
  times: z.int().min(1).optional(),
  /** Of each matching request, from 0 to 1. */
  probability: z.number().min(0).max(1).default(1),
};

export const OF = z.enum(['request', 'answer']);

function asExpression(given: string | RegExp, context: z.core.$RefinementCtx): RegExp {
  try {
    // A global one would remember where it was.
    return typeof given === 'string'
      ? new RegExp(given)
      : new RegExp(given.source, given.flags.replace(/[gy]/g, ''));
  } catch {
    context.addIssue({ code: 'custom', message: 'is no regular expression' });
    return z.NEVER;
  }
}
