/** A search text as an ILIKE pattern that finds it anywhere, literally; null: no filter. */
export const likePattern = (text: string | undefined): string | null =>
  text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
