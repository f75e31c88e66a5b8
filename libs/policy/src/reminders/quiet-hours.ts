import type { WindowRule } from '../policy-rules.js';
import { isWindowOpen, nextWindowOpening } from '../schedule/windows.js';

/** Hours of the day, from included, to not. They may cross midnight; equal ends: never quiet. */
export interface QuietHours {
  readonly quietFromHour: number;
  readonly quietToHour: number;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The rest of each day. */
const loud = ({ quietFromHour, quietToHour }: QuietHours): WindowRule[] =>
  quietFromHour === quietToHour
    ? []
    : [{ days: EVERY_DAY, fromMinute: quietToHour * 60, toMinute: quietFromHour * 60 }];

/** Whether nobody is to be written to at `moment`; `timeZone` is theirs, an IANA name. */
export const isQuiet = (hours: QuietHours, moment: Date, timeZone: string): boolean =>
  !isWindowOpen(loud(hours), moment, timeZone);

/** The first moment at or after `moment` that is not quiet, also on days on which clocks change. */
export const notQuietFrom = (hours: QuietHours, moment: Date, timeZone: string): Date =>
  nextWindowOpening(loud(hours), moment, timeZone) ?? moment;
