import { createHash } from 'node:crypto';
import { element, escapeText } from '../../xml/write-element.js';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 8vh auto; max-width: 30rem; padding: 0 1rem }
h1 { font-size: 1.35rem; margin: 0 0 .25rem }
p, dt, small { color: color-mix(in srgb, CanvasText 70%, Canvas) }
p { margin: 0 0 1.25rem }
dt { margin: 0; font-size: .85rem }
dd { margin: 0; overflow-wrap: anywhere }
dd + dt { margin-top: .5rem }
dl { margin: 0 0 1.25rem }
form { margin: 0 0 .5rem }
button { width: 100%; padding: .7rem 1rem; border: 1px solid color-mix(in srgb, CanvasText 25%, Canvas);
  border-radius: .5rem; background: Canvas; color: CanvasText; font: inherit; text-align: start; cursor: pointer }
button:hover { border-color: CanvasText }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
button.main { background: CanvasText; color: Canvas; text-align: center }
small { display: block }
button.main small { color: inherit }
`;

/** No script runs here. Forms go to the service provider, whose answer may lead anywhere on this computer. */
export const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A whole page; `body` is HTML text. */
export const page = (title: string, ...body: readonly string[]): string =>
  `<!doctype html>${element(
    'html',
    { lang: 'en' },
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    element('title', {}, escapeText(title)),
    `<style>${STYLE}</style></head>`,
    element('body', {}, element('main', {}, element('h1', {}, escapeText(title)), ...body)),
  )}\n`;

export const paragraph = (text: string): string => element('p', {}, escapeText(text));

/** A button that posts hidden fields. `more`: a second, smaller line. */
export const postButton = (
  action: string,
  fields: Readonly<Record<string, string | undefined>>,
  label: string,
  { more, main = false }: { more?: string | undefined; main?: boolean } = {},
): string => {
  const hidden = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => element('input', { type: 'hidden', name, value }));
  const text = [escapeText(label), more === undefined ? '' : element('small', {}, escapeText(more))];
  return element(
    'form',
    { method: 'post', action },
    ...hidden,
    element('button', { class: main ? 'main' : undefined }, ...text),
  );
};
