import type { Gap } from '@holdfast/contracts';

export interface ReminderMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');

/** Names come from outside: no line of theirs may become one of ours, nor turn the reading direction. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

/** The reminder of a person's open gaps: what, since when, what it means, the next step. Plain text and HTML say the same. */
export function reminderMessage(
  employee: string,
  company: string,
  gaps: readonly Pick<Gap, 'sentence' | 'nextStep'>[],
): ReminderMessage {
  const lines = gaps.map((gap) => ({ sentence: oneLine(gap.sentence), nextStep: oneLine(gap.nextStep) }));
  const greeting = `Hello ${oneLine(employee)},`;
  const open = gaps.length === 1 ? 'one thing is open' : `${String(gaps.length)} things are open`;
  const opening = `${open} before your phone is protected as ${oneLine(company)} asks:`;
  const closing = 'You get this at most once a day, and not at all when nothing is open.';
  return {
    subject: gaps.length === 1 ? 'Your phone is not protected yet' : 'Your phones are not protected yet',
    text: [
      greeting,
      '',
      opening,
      '',
      ...lines.flatMap(({ sentence, nextStep }) => [`- ${sentence}`, `  Next: ${nextStep}`, '']),
      closing,
      '',
    ].join('\n'),
    html: [
      '<!doctype html><html lang="en"><meta charset="utf-8"><body>',
      `<p>${escapeHtml(greeting)}</p><p>${escapeHtml(opening)}</p><ul>`,
      ...lines.map(
        ({ sentence, nextStep }) =>
          `<li><p>${escapeHtml(sentence)}</p><p><strong>Next:</strong> ${escapeHtml(nextStep)}</p></li>`,
      ),
      `</ul><p>${escapeHtml(closing)}</p></body></html>`,
    ].join('\n'),
  };
}
