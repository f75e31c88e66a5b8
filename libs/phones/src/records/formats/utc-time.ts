/** ISO 8601 in UTC of milliseconds since 1970; `undefined` for no time and for what is outside the years 0 to 9999. */
export function utcOf(ms: number): string | undefined {
  if (!Number.isFinite(ms) || ms === 0 || ms < -62_167_219_200_000 || ms > 253_402_300_799_999)
    return undefined;
  return new Date(ms).toISOString();
}

/** Milliseconds of a time as it is stored, NaN for none. */
export function msOf(stored: string | null | undefined, unit: 'ms' | 's' = 'ms'): number {
  if (!/^-?\d{1,16}$/.test(stored ?? '')) return Number.NaN;
  return Number(stored) * (unit === 's' ? 1000 : 1);
}

/** `20261127T001809Z`, as vCard and iCalendar write times. */
export function basicUtc(ms: number): string | undefined {
  return utcOf(ms)
    ?.replace(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
}
