const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

const digitsOf = (value: number): number => (value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);

/**
 * Bytes in binary units with three significant digits: 1,023 B, 1.00 KiB, 58.9 GiB, 1,012 MiB.
 * A figure that would round to 1,024 of its unit moves to the next one.
 */
export function formatBytes(bytes: number, locale?: string): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (unit < UNITS.length - 1 && Math.round(value) >= 1024) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : digitsOf(value);
  const shown = value.toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${shown} ${UNITS[unit]}`;
}

/** Bytes a second, as {@link formatBytes}. */
export const formatRate = (bytesPerSecond: number, locale?: string): string =>
  `${formatBytes(bytesPerSecond, locale)}/s`;
