import { z } from 'zod';

/** Query of a list page: an opaque cursor from the last answer, which holds no moment, and how many rows. */
export const PageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A page of a list: `nextCursor` is null on the last one. `total` counts all that the filter matches. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().nonnegative() });

export const IdParams = z.object({ id: z.uuid() });
/** ISO 8601, UTC. */
export const Moment = z.iso.datetime();
/** A date without a time, UTC: all that `session` endpoints tell of check-ins, runs, snapshots and gaps (product rule 8). */
export const DateOnly = z.iso.date();
export const Bytes = z.int().nonnegative();

/** Any of several, in a query parameter: `a,b`. */
export const anyOf = <T extends z.ZodType<unknown, string>>(item: T, most: number) =>
  z
    .string()
    .min(1)
    .max(4000)
    .transform((list) => list.split(','))
    .pipe(z.array(item).max(most));

/** The most that a list counts: beyond it, it says that there are more. */
export const MOST_COUNTED = 10_000;

/** A page of a list that may be very long: `total` stops at 10,000, and `more` says that there are more than that. */
export const countedPageOf = <T extends z.ZodType>(item: T) => pageOf(item).extend({ more: z.boolean() });
