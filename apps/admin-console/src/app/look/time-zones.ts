/** Names of time zones that this browser knows, and the one that is set, by which a field completes what is typed. */
export const timeZones = (set: string): string[] =>
  [...new Set(['UTC', set, ...Intl.supportedValuesOf('timeZone')])].filter((name) => name !== '');

/** Whether the browser knows a name: the server has the last word. */
export const isTimeZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
};
