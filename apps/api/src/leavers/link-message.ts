import { oneLine } from '../notify/index.js';

/** Subject and text of the message with a leaver's personal link; plain text, since names come from outside. */
export const linkMessage = (
  name: string,
  company: string,
  { url, accessUntil }: { readonly url: string; readonly accessUntil: string },
): { subject: string; text: string } => ({
  subject: 'Your phone backups after leaving',
  text: [
    `Hello ${oneLine(name)},`,
    '',
    `You have left ${oneLine(company)}. What Holdfast backed up of your phones is yours: until the end of ${accessUntil} (UTC) you can`,
    'take all of it with you, on any computer. After that it is erased.',
    '',
    'This is your personal link. It shows what is kept, until when, and the exact commands:',
    '',
    url,
    '',
    'The link alone opens none of your files: for those you need your recovery code, the twelve words that you were shown when',
    'you enrolled. Nobody at the company has them. Keep this link all the same: it is for you alone.',
    '',
  ].join('\n'),
});
