/** Part of a letter. Plain text and HTML are made from the same parts, so that they say the same. */
export type Part =
  | { readonly say: string }
  | { readonly list: readonly { readonly text: string; readonly next?: string }[] }
  | { readonly link: string; readonly url: string };

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');

/** Names come from outside: no line of theirs may become one of ours, nor turn the reading direction. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

const asText = (part: Part): string[] => {
  if ('say' in part) return [oneLine(part.say), ''];
  if ('link' in part) return [`${oneLine(part.link)}:`, part.url, ''];
  return part.list.flatMap(({ text, next }) => [
    `- ${oneLine(text)}`,
    ...(next === undefined ? [] : [`  Next: ${oneLine(next)}`]),
    '',
  ]);
};

const html = (text: string): string => escapeHtml(oneLine(text));

const asHtml = (part: Part): string => {
  if ('say' in part) return `<p>${html(part.say)}</p>`;
  if ('link' in part) return `<p><a href="${escapeHtml(part.url)}">${html(part.link)}</a></p>`;
  const lines = part.list.map(
    ({ text, next }) =>
      `<li><p>${html(text)}</p>${next === undefined ? '' : `<p><strong>Next:</strong> ${html(next)}</p>`}</li>`,
  );
  return `<ul>${lines.join('\n')}</ul>`;
};

/** A letter as plain text and as HTML. No pictures and nothing from elsewhere: nobody learns whether it was read. */
export const letter = (
  subject: string,
  parts: readonly Part[],
): { subject: string; text: string; html: string } => ({
  subject: oneLine(subject).slice(0, 200),
  text: parts.flatMap(asText).join('\n'),
  html: `<!doctype html><html lang="en"><meta charset="utf-8"><body>\n${parts.map(asHtml).join('\n')}\n</body></html>`,
});
