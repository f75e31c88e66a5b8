import type { FoundGapCause, FoundGapCode } from '../gaps/gap.js';
import { counted, dateInWords } from './words.js';

export interface GapContext {
  readonly since: Date;
  /** The employee's name, and the label of the phone that the gap concerns. */
  readonly employee: string;
  readonly phone?: string;
  /** Proven copies of the newest snapshot, and how many the policy asks for. */
  readonly copies?: number;
  readonly requiredCopies?: number;
  /** Of `partial`: why it lacks. */
  readonly cause?: FoundGapCause;
  /** The phone is an iPhone that is read whole: its person types the passcode on it at each backup. */
  readonly asksPasscode?: boolean;
}

export interface GapText {
  /** What is wrong, since when, and what it means. */
  readonly sentence: string;
  readonly nextStep: string;
  /** Whose step it is. */
  readonly whose: 'employee' | 'admin';
}

const plugIn = (employee: string, asksPasscode = false): string =>
  asksPasscode
    ? `${employee} connects it to their workstation by cable and types the passcode on it when it asks; the backup starts by itself.`
    : `${employee} connects it to their workstation by cable and leaves it there; the backup starts by itself.`;

const LACKS: Record<FoundGapCause, (phone: string, on: string) => string> = {
  'iphone-not-encrypted': (phone, on) =>
    `${phone} does not encrypt its backups, a gap since ${on}: calls, health, saved passwords and more come only in an ` +
    'encrypted one, and would be lost with it.',
  'iphone-password-unknown': (phone, on) =>
    `${phone} encrypts its backups with a password that is not known here, a gap since ${on}: without it nobody can open ` +
    'what was backed up.',
};

const GIVES: Record<FoundGapCause, (employee: string) => string> = {
  'iphone-not-encrypted': (employee) =>
    `${employee} lets the agent on their workstation turn encryption on at the next backup, and types the passcode on the phone.`,
  'iphone-password-unknown': (employee) =>
    `${employee} gives that password to the agent on their workstation. Where nobody remembers it, "Reset All Settings" on the ` +
    'iPhone removes it and keeps their data; then the agent sets a new one.',
};

const TEXTS: Record<FoundGapCode, (context: GapContext & { phone: string; on: string }) => GapText> = {
  'no-phone': ({ employee, on }) => ({
    sentence: `${employee} has no phone enrolled, since ${on}: nothing of theirs could be restored.`,
    nextStep: `${employee} enrols a phone on their workstation with "holdfast enrol".`,
    whose: 'employee',
  }),
  'never-backed-up': ({ phone, employee, on, asksPasscode }) => ({
    sentence: `${phone} has never been backed up, a gap since ${on}: if it were lost today, everything on it would be.`,
    nextStep: plugIn(employee, asksPasscode),
    whose: 'employee',
  }),
  overdue: ({ phone, employee, on, asksPasscode }) => ({
    sentence: `The newest backup of ${phone} is older than the policy allows, since ${on}: what is newer would be lost with it.`,
    nextStep: plugIn(employee, asksPasscode),
    whose: 'employee',
  }),
  partial: ({ phone, employee, on, cause }) => ({
    sentence: LACKS[cause ?? 'iphone-not-encrypted'](phone, on),
    nextStep: GIVES[cause ?? 'iphone-not-encrypted'](employee),
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
