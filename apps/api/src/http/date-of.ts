/** The UTC date of a moment, `2026-11-22`: what the console is told in a moment's place (product rule 8). */
export const dateOf = (moment: Date): string => moment.toISOString().slice(0, 10);
