import { type ApiScope, type ApiToken, scopesOf } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/index.js';
import type { SessionCaller } from '../http/index.js';
import { People } from '../people/index.js';
import { describeToken } from './describe-token.js';
import { tokenRows } from './token-rows.js';

/** Tokens of the company that nobody revoked, and what the caller may give to a new one. */
@Injectable()
export class ListTokens {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
  ) {}

  run({ companyId, role }: SessionCaller): Promise<{ items: ApiToken[]; scopes: ApiScope[] }> {
    return this.tenant.run(companyId, async (db) => {
      const rows = await tokenRows(db, companyId);
      const makers = await this.people.names(
        db,
        companyId,
        rows.map(({ madeBy }) => madeBy),
      );
      const now = new Date();
      const items = rows.map((row) => describeToken(row, makers.get(row.madeBy), now));
      return { items, scopes: scopesOf(role) };
    });
  }
}
