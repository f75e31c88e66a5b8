/** The end of the year 9999, in ms since 1970: what comes later is no date to every program, so no object says it. */
export const LATEST_MS = 253_402_300_799_999;
