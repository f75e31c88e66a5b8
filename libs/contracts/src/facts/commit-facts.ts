import { z } from 'zod';
import { Category } from '../categories.js';
import { CauseClass } from '../cause-classes.js';

const Count = z.int().nonnegative();

/** What one category contributed to a snapshot. Bytes are of the phone's files, not of what was stored. */
export const CategoryFacts = z.object({
  category: Category,
  files: Count,
  bytes: Count,
  added: Count,
  changed: Count,
  removed: Count,
  highEntropyChangedBytes: Count,
});

/** What the scope asked for and the snapshot lacks: a category, a cause and a count. Names stay sealed. */
export const LeftOutFacts = z.object({ category: Category, cause: CauseClass, count: Count });

/** All that the control plane learns of a snapshot's contents: counts and sizes, never a name (product rule 1). */
export const CommitFacts = z.object({
  categories: z.array(CategoryFacts).max(32),
  leftOut: z.array(LeftOutFacts).max(500),
  /** Bytes of new objects that this run added to the location. */
  storedBytes: Count,
  /** New data that had to be read from the phone, bytes. */
  readBytes: Count,
  durationMs: Count,
});
export type CommitFacts = z.infer<typeof CommitFacts>;
