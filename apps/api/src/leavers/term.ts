import { ACCESS_DAYS } from '@holdfast/contracts';

const DAY_MS = 86_400_000;

/** How many days a company gives its leavers that has not said otherwise. */
export const USUAL_DAYS = 30;

/** The UTC date of a moment. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** A UTC date (`2026-11-22`) so many days later. */
export const daysAfter = (date: string, days: number): string =>
  dayOf(new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS));

/** The first moment of a UTC date. */
export const beginOf = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** Dates of somebody who leaves at a moment: whole UTC days, so that no time zone makes the access shorter than was said. */
export const termFrom = (leftAt: Date, days: number): { leftOn: string; accessUntil: string } => {
  const leftOn = dayOf(leftAt);
  return { leftOn, accessUntil: daysAfter(leftOn, days) };
};

/** When the access is over: with the end of its last day. From then on what is kept is due to be erased. */
export const endOf = ({ accessUntil }: { readonly accessUntil: string }): Date =>
  beginOf(daysAfter(accessUntil, 1));

/** The last day to which access may be extended. */
export const extendableUntil = ({ leftOn }: { readonly leftOn: string }): string =>
  daysAfter(leftOn, ACCESS_DAYS.most);
