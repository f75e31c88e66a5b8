import type { FoundGapCode } from '../gaps/gap.js';
import { counted, dateInWords } from './words.js';

export interface GapContext {
  readonly since: Date;
  /** The employee's name, and the label of the phone that the gap concerns. */
  readonly employee: string;
  readonly phone?: string;
  /** Proven copies of the newest snapshot, and how many the policy asks for. */
  readonly copies?: number;
  readonly requiredCopies?: number;
}

export interface GapText {
  /** What is wrong, since when, and what it means. */
  readonly sentence: string;
  readonly nextStep: string;
  /** Whose step it is. */
  readonly whose: 'employee' | 'admin';
}

const TEXTS: Record<FoundGapCode, (context: GapContext & { phone: string; on: string }) => GapText> = {
  'no-phone': ({ employee, on }) => ({
    sentence: `${employee} has no phone enrolled, since ${on}: nothing of theirs could be restored.`,
    nextStep: `${employee} enrols a phone on their workstation with "holdfast enrol".`,
    whose: 'employee',
  }),
  'never-backed-up': ({ phone, employee, on }) => ({
    sentence: `${phone} has never been backed up, a gap since ${on}: if it were lost today, everything on it would be.`,
    nextStep: `${employee} connects it to their workstation by cable and leaves it there; the backup starts by itself.`,
    whose: 'employee',
  }),
  overdue: ({ phone, employee, on }) => ({
    sentence: `The newest backup of ${phone} is older than the policy allows, since ${on}: what is newer would be lost with it.`,
    nextStep: `${employee} connects it to their workstation by cable and leaves it there; the backup starts by itself.`,
    whose: 'employee',
  }),
  'too-few-copies': ({ phone, on, copies = 0, requiredCopies = 1 }) => ({
    sentence:
      `${phone} is backed up, but since ${on} proven at only ${counted(copies, 'place')} ` +
      `of the ${String(requiredCopies)} asked for: a fault there could take the backup with it.`,
    nextStep: 'An admin checks under Storage that every location of the policy can be reached.',
    whose: 'admin',
  }),
};

/**
 * A gap as a person reads it: what, since when, what it means, the next step and whose it is. Plain text; names are
 * passed through unchanged, so whoever shows it escapes it for where it is shown.
 */
export function describeGap(code: FoundGapCode, context: GapContext): GapText {
  const phone = context.phone === undefined ? 'The phone' : `“${context.phone}”`;
  return TEXTS[code]({ ...context, phone, on: dateInWords(context.since) });
}
