import { median, rounded } from '../engine/results.mjs';

/** How rounds differ: where noise shows. */
export const spread = (numbers) => ({
  min: rounded(Math.min(...numbers)),
  median: rounded(median(numbers)),
  max: rounded(Math.max(...numbers)),
});
