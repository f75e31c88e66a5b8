import type { RecoveryCodeDates } from '@holdfast/contracts';

const DAY_MS = 86_400_000;

/**
 * When a recovery code is to be proven: at once where it never was, else so many days after it was; never again where the
 * policy says 0.
 */
export const datesOf = (
  code: { readonly registeredOn: string; readonly provenOn: string | null } | undefined,
  everyDays: number,
): RecoveryCodeDates => {
  if (!code) return { registeredOn: null, provenOn: null, dueOn: null };
  const { registeredOn, provenOn } = code;
  if (provenOn === null) return { registeredOn, provenOn, dueOn: registeredOn };
  const due = new Date(Date.parse(provenOn) + everyDays * DAY_MS).toISOString().slice(0, 10);
  return { registeredOn, provenOn, dueOn: everyDays === 0 ? null : due };
};
