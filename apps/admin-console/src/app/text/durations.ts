const unit = (value: number, name: 'second' | 'minute' | 'hour' | 'day', locale?: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);

/** A remaining time as one would say it: "40 sec", "6 min", "1 hr 52 min". Rounded up: a promise is kept, not missed. */
export function formatDuration(seconds: number, locale?: string): string {
  if (seconds < 60) return unit(Math.max(1, Math.ceil(seconds / 5) * 5), 'second', locale);
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return unit(minutes, 'minute', locale);
  const rest = minutes % 60;
  const hours = unit(Math.floor(minutes / 60), 'hour', locale);
  return rest === 0 ? hours : `${hours} ${unit(rest, 'minute', locale)}`;
}

/** A policy's hours as people say them: 24 is "1 day", 168 is "7 days", 36 is "36 hours". */
export function formatHours(hours: number, locale?: string): string {
  const [value, name] = hours % 24 === 0 && hours > 0 ? [hours / 24, 'day'] : [hours, 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: String(name), unitDisplay: 'long' }).format(
    Number(value),
  );
}
