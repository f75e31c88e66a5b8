import type { FoundGapCode } from '../gaps/gap.js';
import { type GapContext, type GapText, type TellGap, Told } from './gap-text.js';
import { TEXTS_OF_BACKUPS } from './texts-of-backups.js';
import { TEXTS_OF_PEOPLE } from './texts-of-people.js';

const TEXTS: Record<FoundGapCode, TellGap> = { ...TEXTS_OF_BACKUPS, ...TEXTS_OF_PEOPLE };

/**
 * A gap as a person reads it: what, since when, what it means, the next step and whose it is. Plain text; names are
 * passed through unchanged, so whoever shows it escapes it for where it is shown.
 */
export const describeGap = (code: FoundGapCode, context: GapContext): GapText =>
  TEXTS[code](new Told(context));

/** Whose step a gap waits for. */
export const whoseStep = (code: FoundGapCode, cause?: string): GapText['whose'] =>
  describeGap(code, { since: new Date(0), employee: '', ...(cause !== undefined && { cause }) }).whose;
