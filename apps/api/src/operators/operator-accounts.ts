import type { OperatorMe } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf, INSTALLATION } from '../audit/index.js';
import { Configuration } from '../configuration/index.js';
import { Installation, Tenant } from '../database/index.js';
import { OperatorEntry } from '../entry/index.js';
import type { OperatorCaller } from '../http/index.js';
import { DomainError, notFound } from '../problems/index.js';
import {
  allOperators,
  lockActiveOperators,
  type Operator,
  operatorById,
  setOperatorActive,
} from './operator-rows.js';

/** Operators among themselves: who there is, one more, one fewer. */
@Injectable()
export class OperatorAccounts {
  constructor(
    private readonly installation: Installation,
    private readonly tenant: Tenant,
    private readonly entry: OperatorEntry,
    private readonly configuration: Configuration,
    private readonly audit: Audit,
  ) {}

  me({ operatorId }: OperatorCaller): Promise<OperatorMe> {
    return this.installation.run(async (db) => {
      const found = await operatorById(db, operatorId);
      if (!found) throw notFound();
      return { operator: { id: found.id, name: found.name } };
    });
  }

  all(): Promise<{ items: Operator[] }> {
    return this.installation.run(async (db) => ({ items: await allOperators(db) }));
  }

  invite(caller: OperatorCaller): Promise<{ token: string; expiresAt: string; address: string }> {
    return this.tenant.run(INSTALLATION, async (db) => {
      const { token, expiresAt } = await this.entry.addToken(db, caller.operatorId);
      await this.audit.append(db, INSTALLATION, { action: 'operator.token-made', by: doerOf(caller) });
      const address = `${this.configuration.values.publicOrigin}/operator/set-up`;
      return { token, expiresAt: expiresAt.toISOString(), address };
    });
  }

  /** @throws DomainError `not-found`; `last-operator` when none would be left */
  change(caller: OperatorCaller, id: string, active: boolean): Promise<Operator> {
    return this.tenant.run(INSTALLATION, async (db) => {
      const others = (await lockActiveOperators(db)).filter((one) => one !== id);
      const found = await operatorById(db, id);
      if (!found) throw notFound();
      if (found.active === active) return found;
      if (!active && others.length === 0)
        throw new DomainError(
          'last-operator',
          'This is the last active operator: nobody could make another. Nothing was changed. Invite somebody first.',
        );
      await setOperatorActive(db, id, active);
      if (!active) await this.entry.closeSessionsOf(db, id);
      await this.audit.append(db, INSTALLATION, {
        action: 'operator.changed',
        by: doerOf(caller),
        subject: id,
        details: { active },
      });
      return { ...found, active };
    });
  }
}
