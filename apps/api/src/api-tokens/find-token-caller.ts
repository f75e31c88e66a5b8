import type { ApiScope } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Tenant } from '../database/index.js';
import { ApiTokenEntry, Throttle } from '../entry/index.js';
import { dateOf, requestIdOf, type TokenCaller, type TokenCallers } from '../http/index.js';
import { DomainError } from '../problems/index.js';
import { liveToken, markUsed } from './token-rows.js';

const refused = (why: string): DomainError =>
  new DomainError(
    'api-token-refused',
    `${why} Nothing was changed. An admin makes a token in Settings, API tokens.`,
  );

/** Whose script calls, until its token ends or is revoked, from the next request on. Failures of an address are counted. */
@Injectable()
export class FindTokenCaller implements TokenCallers {
  constructor(
    private readonly entry: ApiTokenEntry,
    private readonly tenant: Tenant,
    private readonly throttle: Throttle,
  ) {}

  async find(request: Request, bearer: string, scope: ApiScope): Promise<TokenCaller> {
    const found = bearer === '' ? undefined : await this.entry.find(bearer);
    if (!found || found.expired) return this.refuse(request, found !== undefined);
    const { companyId, subject: tokenId } = found;
    const token = await this.tenant.run(companyId, async (db) => {
      const live = await liveToken(db, companyId, tokenId);
      const today = dateOf(new Date());
      if (live && live.usedOn !== today) await markUsed(db, companyId, tokenId, today);
      return live;
    });
    if (!token) return this.refuse(request, false);
    if (!token.scopes.includes(scope))
      throw new DomainError(
        'scope-refused',
        `The token lacks the scope ${scope}. Nothing was changed. An admin makes one that has it.`,
      );
    return { kind: 'token', companyId, tokenId, label: token.label, requestId: requestIdOf(request) };
  }

  /** Whoever has a token is never held up by others behind the same address. */
  private refuse(request: Request, expired: boolean): Promise<never> {
    const rule = { what: 'api-token', who: request.ip ?? 'unknown', most: 30, seconds: 300 };
    const why = expired ? 'The token has expired.' : 'There is no such token, or it was revoked.';
    return this.throttle.unlessFailing(rule, () => Promise.reject(refused(why)));
  }
}
