/** Made once: making one costs more than a hundred dates, and memory that the collector does not see. */
const DATES = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `12 November 2026`: people see dates, not times (product rule 8). UTC. */
export const dateInWords = (moment: Date): string => DATES.format(moment);

/** `1 copy`, `3 copies`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : many}`;

/** `photos, videos and contacts`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? 'nothing';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `7 days`, `36 hours`, `1 day`. */
export const hoursInWords = (hours: number): string =>
  hours >= 24 && hours % 24 === 0 ? counted(hours / 24, 'day') : counted(hours, 'hour');
