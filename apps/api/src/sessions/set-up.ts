import type { SetUp as SetUpSchema } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry, Throttle } from '../entry/index.js';
import { People } from '../people/index.js';
import { DomainError } from '../problems/domain-error.js';
import { type OpenedSession, OpenSession } from './open-session.js';
import { hashPassword } from './password.js';
import { setPasswordHash } from './password-rows.js';
import type { Visit } from './visit.js';

const refused = (): DomainError =>
  new DomainError(
    'setup-token-refused',
    'This setup token is not known, was used, or is more than an hour old. Nothing was changed. ' +
      'Restart the server: it prints a new one as long as there is no owner.',
  );

/**
 * Makes the first owner's account with the one-time setup token and signs it in. One of any number of simultaneous tries
 * wins. Throws `setup-token-refused` and `too-many-requests`.
 */
@Injectable()
export class SetUp {
  constructor(
    private readonly entry: Entry,
    private readonly throttle: Throttle,
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly sessions: OpenSession,
    private readonly audit: Audit,
  ) {}

  run(command: z.output<typeof SetUpSchema>, visit: Visit): Promise<OpenedSession> {
    const rule = { what: 'set-up', who: visit.address, most: 20, seconds: 900 };
    return this.throttle.attempt([rule], () => this.makeOwner(command, visit));
  }

  private async makeOwner(
    command: z.output<typeof SetUpSchema>,
    { browser, requestId }: Visit,
  ): Promise<OpenedSession> {
    const companyId = await this.entry.setupTokenCompany(command.token);
    if (companyId === undefined) throw refused();
    const argon2id = await hashPassword(command.password);
    return this.tenant.run(companyId, async (db) => {
      if (!(await this.entry.consumeSetupToken(db, command.token))) throw refused();
      const { name, email } = command;
      const owner = await this.people.add(db, companyId, { name, email, department: null, role: 'owner' });
      await setPasswordHash(db, companyId, owner.id, argon2id);
      await this.entry.addAccount(db, email, { companyId, subject: owner.id });
      const opened = await this.sessions.run(db, companyId, owner, { method: 'break-glass', browser });
      const by = { kind: 'person', id: owner.id, role: owner.role, requestId } as const;
      await this.audit.append(db, companyId, { action: 'account.made', by, subject: owner.id });
      return opened;
    });
  }
}
