import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

/** Ties a sign-in to the browser that began it. Only our own pages get it back; the provider's POST does not (Lax). */
const COOKIE = '__Host-holdfast-sign-in';
const ATTRIBUTES = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;
const LIFETIME_MS = 10 * 60_000;
const VALUE = /^[\w-]{43}$/;

/** The browser's value; undefined when it has none or one that is none of ours. */
export const browserOf = (request: Request): string | undefined => {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === COOKIE && value && VALUE.test(value)) return value;
  }
  return undefined;
};

/** Marks the browser for a sign-in that begins; two tabs at once share one mark. */
export const markBrowser = (request: Request, response: Response): string => {
  const value = browserOf(request) ?? randomBytes(32).toString('base64url');
  response.cookie(COOKIE, value, { ...ATTRIBUTES, maxAge: LIFETIME_MS });
  return value;
};

export const unmarkBrowser = (response: Response): void => {
  response.clearCookie(COOKIE, ATTRIBUTES);
};
