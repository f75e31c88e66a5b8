import type { GapDetails } from '../gaps/gap.js';
import { counted, dateInWords } from './words.js';

export interface GapContext {
  readonly since: Date;
  /** The employee's name, and the label of the phone that the gap concerns. */
  readonly employee: string;
  readonly phone?: string;
  /** As the rule found them. */
  readonly details?: GapDetails;
  /** A cause class of contracts. */
  readonly cause?: string;
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

/** A gap's context as its texts use it. */
export class Told {
  readonly on: string;
  readonly phone: string;
  readonly employee: string;
  readonly cause: string;
  readonly asksPasscode: boolean;
  private readonly details: GapDetails;

  constructor(context: GapContext) {
    this.on = dateInWords(context.since);
    this.phone = context.phone === undefined ? 'The phone' : `“${context.phone}”`;
    this.employee = context.employee;
    this.cause = context.cause ?? '';
    this.asksPasscode = context.asksPasscode ?? false;
    this.details = context.details ?? {};
  }

  number(name: string): number {
    return Number(this.details[name] ?? 0);
  }

  text(name: string): string {
    return String(this.details[name] ?? '');
  }

  /** `3 days` from the detail of this name. */
  counted(name: string, one: string, many?: string): string {
    return counted(this.number(name), one, many);
  }

  /** A date among the details, in words; undefined where there is none. */
  date(name: string): string | undefined {
    const date = this.details[name];
    return typeof date === 'string' ? dateInWords(new Date(date)) : undefined;
  }
}

export type TellGap = (told: Told) => GapText;

/** The step that makes a backup, by who has to be there for it. */
export const plugIn = ({ employee, asksPasscode }: Told): string =>
  asksPasscode
    ? `${employee} connects it to their workstation by cable and types the passcode on it when it asks; the backup starts by itself.`
    : `${employee} connects it to their workstation by cable and leaves it there; the backup starts by itself.`;
