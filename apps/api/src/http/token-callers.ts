import type { ApiScope } from '@holdfast/contracts';
import type { Request } from 'express';
import type { TokenCaller } from './caller.js';

const MAX_TOKEN = 200;

/** What stands behind `Bearer` in the header; undefined: another scheme, or none. Too long or odd: the empty string. */
export const bearerOf = ({ headers }: Request): string | undefined => {
  const given = /^Bearer(?: +(.*))?$/i.exec(headers.authorization ?? '');
  if (!given) return undefined;
  const token = given[1] ?? '';
  return token.length <= MAX_TOKEN && /^[\x21-\x7e]+$/.test(token) ? token : '';
};

/**
 * Port: who comes with a company's token. A port, because the room of the tokens is ruled by people with a session: the
 * other arrow would close a circle.
 */
export abstract class TokenCallers {
  /** @throws DomainError `api-token-refused`, `scope-refused`, `too-many-requests` */
  abstract find(request: Request, bearer: string, scope: ApiScope): Promise<TokenCaller>;
}
