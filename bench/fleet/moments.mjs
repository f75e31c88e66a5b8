const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of what is older the server keeps dates only. A day less: the fleet may be a day old when it is used again. */
const TELLS_TIME_HOURS = 12 * 24;

/**
 * When something in a situation happened: hours before the fleet's moment, which each person's shift moves further back by up
 * to `SHIFT_HOURS`, or whole days before its day (midnight UTC), the same for everybody.
 * @typedef {{ readonly hours: number } | { readonly days: number }} Ago
 */

/** People in the same situation differ in when: by up to so many hours. */
export const SHIFT_HOURS = 6;

/** @returns {Ago} hours where times of day are still kept, else days */
export const ago = (hours) =>
  hours + SHIFT_HOURS < TELLS_TIME_HOURS ? { hours } : { days: Math.max(15, Math.round(hours / 24)) };

/** Midnight (UTC) of the day of a moment. */
export const midnight = (moment) => new Date(Math.floor(moment.getTime() / DAY_MS) * DAY_MS);

/**
 * @param {Ago} when
 * @param {{ now: Date, shiftMs: number }} fleet
 */
export function momentOf(when, { now, shiftMs }) {
  if ('days' in when) return new Date(midnight(now).getTime() - when.days * DAY_MS);
  return new Date(now.getTime() - when.hours * HOUR_MS - shiftMs);
}
