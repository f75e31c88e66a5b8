import { counted, hoursInWords } from '../text/words.js';
import type { CheckedPolicy } from './checked-policy.js';
import { type PolicyFinding, refused, warning } from './finding.js';
import { weekOfWindows } from './week-of-windows.js';

/** A run that began goes on when its window closes, but a phone has to be noticed, opened and looked through first. */
const SHORTEST_MINUTES = 15;
const SHORT_MINUTES = 60;

/** What of its times cannot be kept. */
export function checkSchedule({ schedule }: CheckedPolicy): PolicyFinding[] {
  const { everyHours, maxAgeHours, graceHours, windows } = schedule;
  const found: PolicyFinding[] = [];
  const [every, age] = [hoursInWords(everyHours), hoursInWords(maxAgeHours)];
  if (everyHours > maxAgeHours)
    found.push(
      refused(
        'due-later-than-overdue',
        'schedule.everyHours',
        `A backup is made after ${every} and is too old after ${age}: every phone would be a gap before its backup is due.`,
        `Set everyHours to ${String(maxAgeHours)} or less, or maxAgeHours to ${String(everyHours)} or more.`,
      ),
    );
  else if (everyHours === maxAgeHours)
    found.push(
      warning(
        'no-slack',
        'schedule.everyHours',
        `A backup becomes due at the moment at which the last one is too old (${age}): every phone is a gap while it is backed up.`,
        'Let everyHours be well below maxAgeHours: a person does not plug in the phone at that very hour.',
      ),
    );
  if (graceHours > maxAgeHours)
    found.push(
      warning(
        'grace-longer-than-age',
        'schedule.graceHours',
        `A new phone has ${hoursInWords(graceHours)} for its first backup, longer than a backup may be old.`,
        'Set graceHours to maxAgeHours or less, unless people need that long for the first one.',
      ),
    );
  return [...found, ...checkWindows(windows, maxAgeHours)];
}

function checkWindows(windows: CheckedPolicy['schedule']['windows'], maxAgeHours: number): PolicyFinding[] {
  if (windows.length === 0) return [];
  const { longestOpen, longestClosed } = weekOfWindows(windows);
  const open = counted(longestOpen, 'minute');
  const found: PolicyFinding[] = [];
  if (longestOpen < SHORTEST_MINUTES)
    found.push(
      refused(
        'windows-too-short',
        'schedule.windows',
        `The longest time in a week in which a backup may begin is ${open}: that is over before a phone is noticed and opened.`,
        `Let one window be open for ${counted(SHORTEST_MINUTES, 'minute')} at least. One that ends when it begins is a whole day; none at all is always.`,
      ),
    );
  else if (longestOpen < SHORT_MINUTES)
    found.push(
      warning(
        'windows-short',
        'schedule.windows',
        `The longest time in a week in which a backup may begin is ${open}: who plugs in at another time is not backed up.`,
        'Widen the windows, unless phones are plugged in at exactly that time.',
      ),
    );
  if (longestClosed > maxAgeHours * 60)
    found.push(
      refused(
        'windows-too-far-apart',
        'schedule.windows',
        `No window opens for ${hoursInWords(Math.ceil(longestClosed / 60))}, and a backup is too old after ${hoursInWords(maxAgeHours)}: every phone would be a gap each week.`,
        'Add a window between, or raise maxAgeHours.',
      ),
    );
  return found;
}
