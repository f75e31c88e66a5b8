import type { IncomingMessage } from 'node:http';
import { COOKIE } from './answer.js';
import { Refused } from './loopback.js';

const MAX_FORM = 256_000;

/** A request of a browser, as far as it matters here. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Path and query as they were sent: signatures cover exactly those bytes. */
  readonly url: string;
  readonly form: URLSearchParams;
  readonly cookie: string | undefined;
}

/** @throws Refused for a form that is too long */
export const readAsked = async (request: IncomingMessage): Promise<Asked> => {
  const { method = 'GET', url = '/' } = request;
  let form = '';
  if (method === 'POST')
    for await (const part of request.setEncoding('utf8') as AsyncIterable<string>) {
      form += part;
      if (form.length > MAX_FORM) throw new Refused('The form is too long.');
    }
  const cookie = new RegExp(`(?:^|; ?)${COOKIE}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1];
  return { method, path: url.split('?', 1)[0]!, url, form: new URLSearchParams(form), cookie };
};
