import type { RecoveryCodeDates } from '@holdfast/contracts';

const HOW = '"holdfast recovery-code prove"';

/** Whether a code is to be proven now. */
export const isCodeDue = ({ dueOn }: RecoveryCodeDates, now: Date): boolean =>
  dueOn !== null && dueOn <= now.toISOString().slice(0, 10);

/** How it stands with a recovery code, in one line for its person. */
export function codeDatesText(dates: RecoveryCodeDates, now: Date): string {
  const { registeredOn, provenOn, dueOn } = dates;
  if (registeredOn === null) return `The control plane knows of no recovery code of yours: ${HOW} tells it.`;
  if (provenOn === null) return `Your recovery code of ${registeredOn} was never proven: ${HOW}.`;
  if (dueOn === null) return `Your recovery code of ${registeredOn} was proven on ${provenOn}.`;
  if (isCodeDue(dates, now))
    return `Your recovery code was proven on ${provenOn}; show once more that you still have it: ${HOW}.`;
  return `Your recovery code of ${registeredOn} was proven on ${provenOn}; the next time is on ${dueOn}.`;
}
