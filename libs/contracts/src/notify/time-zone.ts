import { z } from 'zod';

const isKnown = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
};

/** An IANA name such as `Europe/Berlin`; an offset is none, since clocks change. */
export const TimeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+){0,2}$/, 'is not the name of a time zone')
  .refine(isKnown, 'is not the name of a time zone');
