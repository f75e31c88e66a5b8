/** 1 January 2001 UTC, from which Apple counts, in milliseconds since 1970. */
const FROM = 978_307_200_000;
/** Messages are counted in nanoseconds since iOS 11 and in seconds before; this many seconds are the year 5138. */
const MOST_SECONDS = 100_000_000_000n;

/** Milliseconds since 1970 of seconds since 2001; `undefined` for none. */
export function msOfSeconds(seconds: number | undefined): number | undefined {
  if (seconds === undefined || !(Math.abs(seconds) <= 1e12)) return undefined;
  return Math.round(seconds * 1000) + FROM;
}

/** Milliseconds since 1970 of a message's time; `undefined` for 0, which is none. */
export function msOfMessage(time: bigint | undefined): number | undefined {
  if (time === undefined || time === 0n) return undefined;
  const isSeconds = time < MOST_SECONDS && time > -MOST_SECONDS;
  return (isSeconds ? Number(time) * 1000 : Number(time / 1_000_000n)) + FROM;
}

/** `1980-02-29`, or `--02-29` where the year is 1604, by which Apple says that it is not known. */
export function dateOf(seconds: number | undefined): string | undefined {
  const ms = msOfSeconds(seconds);
  if (ms === undefined || ms < -62_167_219_200_000 || ms > 253_402_300_799_999) return undefined;
  const [year = '', month = '', day = ''] = new Date(ms).toISOString().slice(0, 10).split('-');
  return year === '1604' ? `--${month}-${day}` : `${year}-${month}-${day}`;
}
