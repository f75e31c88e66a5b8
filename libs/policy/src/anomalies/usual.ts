/** What a phone's own history makes usual of one figure: its median, and how far it strays from it (MAD). */
export function usualUpTo(history: readonly number[]): number {
  if (history.length === 0) return 0;
  const middle = median(history);
  const strays = median(history.map((one) => Math.abs(one - middle)));
  return middle + 6 * strays;
}

/** The middle one; of an even number the mean of both. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
