import { randomUUID } from 'node:crypto';
import { type ApiToken, type NewApiToken, scopesOf } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { ApiTokenEntry } from '../entry/index.js';
import type { SessionCaller } from '../http/index.js';
import { People } from '../people/index.js';
import { DomainError } from '../problems/index.js';
import { describeToken } from './describe-token.js';
import { insertToken, tokenRows } from './token-rows.js';

/** More than a company has scripts. */
const MOST = 100;

/**
 * Makes a token and answers it, this once.
 * @throws DomainError `role-refused` for a scope whose permission the maker lacks; `over-quota` beside a hundred others
 */
@Injectable()
export class MakeToken {
  constructor(
    private readonly tenant: Tenant,
    private readonly entry: ApiTokenEntry,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  run(
    caller: SessionCaller,
    { label, scopes, days }: z.output<typeof NewApiToken>,
  ): Promise<{ token: string; made: ApiToken }> {
    const { companyId, employeeId: madeBy, role } = caller;
    const mine = scopesOf(role);
    const asked = [...new Set(scopes)].sort();
    if (asked.some((scope) => !mine.includes(scope)))
      throw new DomainError('role-refused', 'A token may do nothing that you may not. No token was made.');
    return this.tenant.run(companyId, async (db) => {
      if ((await tokenRows(db, companyId)).length >= MOST)
        throw new DomainError(
          'over-quota',
          `There are ${String(MOST)} tokens already. No token was made. Revoke one that nobody uses, then make this one.`,
        );
      const row = await insertToken(db, companyId, { id: randomUUID(), label, scopes: asked, madeBy, days });
      const token = await this.entry.add(db, { companyId, subject: row.id }, row.expiresAt);
      await this.audit.append(db, companyId, {
        action: 'api-token.made',
        by: doerOf(caller),
        object: { kind: 'api-token', id: row.id },
        details: { days, scopes: asked },
      });
      const maker = (await this.people.names(db, companyId, [madeBy])).get(madeBy);
      return { token, made: describeToken(row, maker, new Date()) };
    });
  }
}
