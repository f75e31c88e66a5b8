import type { Request, Response } from 'express';
import { SESSION_SECONDS } from '../entry/index.js';

/** `__Host-`: browsers accept it only with Secure, Path=/ and no Domain (RFC 6265bis, 4.1.3.2), also on localhost. */
export const SESSION_COOKIE = '__Host-holdfast';
const MAX_TOKEN = 200;

const ATTRIBUTES = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

/** The session's token of a request; undefined when there is none or when it is none of ours. */
export const sessionTokenOf = (request: Request): string | undefined => {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === SESSION_COOKIE && value && value.length <= MAX_TOKEN) return value;
  }
  return undefined;
};

export const setSessionCookie = (response: Response, token: string): void => {
  response.cookie(SESSION_COOKIE, token, { ...ATTRIBUTES, maxAge: SESSION_SECONDS * 1000 });
};

export const clearSessionCookie = (response: Response): void => {
  response.clearCookie(SESSION_COOKIE, ATTRIBUTES);
};
