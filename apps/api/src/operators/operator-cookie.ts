import type { Request, Response } from 'express';

/** Not the cookie of a person: the same browser may be both, and neither is ever taken for the other. */
export const OPERATOR_COOKIE = '__Host-holdfast-operator';
const MAX_TOKEN = 200;
const ATTRIBUTES = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;

/** The token of an operator's session; undefined when there is none or when it is none of ours. */
export const operatorTokenOf = (request: Request): string | undefined => {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === OPERATOR_COOKIE && value && value.length <= MAX_TOKEN) return value;
  }
  return undefined;
};

/** Until the browser is closed; the server ends it sooner. */
export const setOperatorCookie = (response: Response, token: string): void => {
  response.cookie(OPERATOR_COOKIE, token, ATTRIBUTES);
};

export const clearOperatorCookie = (response: Response): void => {
  response.clearCookie(OPERATOR_COOKIE, ATTRIBUTES);
};
