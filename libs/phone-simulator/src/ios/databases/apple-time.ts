/** 1 January 2001 UTC, from which Apple counts, in milliseconds since 1970. */
const FROM = 978_307_200_000;

/** Seconds since 2001, as address books, calls, calendars and notes have them. */
export function appleSeconds(ms: number): number {
  return (ms - FROM) / 1000;
}

/** Nanoseconds since 2001, as messages have them, of any year that 64 bits hold. */
export function appleNanoseconds(ms: number): bigint {
  const most = 9_000_000_000_000;
  return BigInt(Math.round(Math.max(-most, Math.min(ms - FROM, most)))) * 1_000_000n;
}
