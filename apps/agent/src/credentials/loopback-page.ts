import { createHash } from 'node:crypto';

const STYLE = 'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}';

/** What the browser shows once it has brought the answer back: no script, nothing of elsewhere, nothing of the answer. */
export function loopbackPage(heading: string): {
  readonly body: string;
  readonly headers: Record<string, string>;
} {
  const style = createHash('sha256').update(STYLE).digest('base64');
  return {
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Holdfast</title><style>${STYLE}</style><h1>${heading}</h1><p>You can go back to the terminal, and close this page.</p></html>`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${style}'; frame-ancestors 'none'; base-uri 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      connection: 'close',
    },
  };
}
