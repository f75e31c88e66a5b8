import type { Gap } from '@holdfast/contracts';
import { letter, oneLine, type Part } from '../mail/letter.js';

/** To whom it is told further, and on which day (YYYY-MM-DD), if it stays so. */
export interface Announcement {
  readonly to: 'manager' | 'admin';
  readonly on: string;
}

export interface ReminderContent {
  readonly employee: string;
  readonly company: string;
  readonly gaps: readonly Pick<Gap, 'sentence' | 'nextStep'>[];
  readonly announcement?: Announcement | undefined;
  readonly muteUrl?: string | undefined;
}

/** Word for word what the statement in "What my company can see" says. */
const ANNOUNCED = {
  manager: 'your manager is told that you are not protected, and nothing else',
  admin: 'your IT is told',
} as const;

const announced = ({ to, on }: Announcement): string => `If it stays so, on ${on} ${ANNOUNCED[to]}.`;

/** The reminder of a person's open gaps: what, since when, what it means, the next step. Plain text and HTML say the same. */
export function reminderMessage(content: ReminderContent) {
  const { employee, company, gaps, announcement, muteUrl } = content;
  const open = gaps.length === 1 ? 'one thing is open' : `${String(gaps.length)} things are open`;
  const parts: Part[] = [
    { say: `Hello ${oneLine(employee)},` },
    { say: `${open} before your phone is protected as ${oneLine(company)} asks:` },
    { list: gaps.map(({ sentence, nextStep }) => ({ text: sentence, next: nextStep })) },
    ...(announcement ? [{ say: announced(announcement) }] : []),
    { say: 'You get this at most once a day, and not at all when nothing is open.' },
    ...(muteUrl === undefined ? [] : [{ link: 'No reminders for a day', url: muteUrl }]),
  ];
  const subject = gaps.length === 1 ? 'Your phone is not protected yet' : 'Your phones are not protected yet';
  return letter(subject, parts);
}

const MOST_OF_A_NOTIFICATION = 500;

/** The same for the screen of a workstation: one paragraph of 500 characters at most. */
export function reminderNotification({
  gaps,
  announcement,
}: Pick<ReminderContent, 'gaps' | 'announcement'>): string {
  const [first] = gaps;
  const more = gaps.length > 1 ? ` ${String(gaps.length - 1)} more: "holdfast status".` : '';
  const further = announcement ? ` ${announced(announcement)}` : '';
  const room = MOST_OF_A_NOTIFICATION - more.length - further.length;
  const told = oneLine(`${first?.sentence ?? ''} Next: ${first?.nextStep ?? ''}`);
  return `${told.length <= room ? told : `${told.slice(0, room - 1)}…`}${more}${further}`;
}
