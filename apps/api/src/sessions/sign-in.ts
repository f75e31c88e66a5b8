import type { SignIn as SignInSchema } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry, type EntryRow, Throttle } from '../entry/index.js';
import { People } from '../people/index.js';
import { DomainError } from '../problems/domain-error.js';
import { type OpenedSession, OpenSession } from './open-session.js';
import { passwordMatches, pretendToCheck } from './password.js';
import { passwordHash } from './password-rows.js';
import type { Visit } from './visit.js';

const refused = (): DomainError =>
  new DomainError(
    'sign-in-refused',
    'This address and password do not belong together, or there is no such account.',
  );

/**
 * Signs in with a break-glass account. Throws `sign-in-refused`, the same and as slowly whether or not there is such an
 * account, and `too-many-requests`: ten tries in 15 minutes from one place for one address.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly entry: Entry,
    private readonly throttle: Throttle,
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly sessions: OpenSession,
    private readonly audit: Audit,
  ) {}

  run(command: z.output<typeof SignInSchema>, visit: Visit): Promise<OpenedSession> {
    const { address } = visit;
    const email = command.email.toLowerCase();
    const rules = [
      { what: 'sign-in from', who: address, most: 50, seconds: 900 },
      { what: 'sign-in as', who: `${email}\0${address}`, most: 10, seconds: 900 },
      // A guesser with many addresses; high enough that a stranger cannot easily lock the owner out.
      { what: 'sign-in anywhere as', who: email, most: 100, seconds: 3600 },
    ];
    return this.throttle.attempt(rules, async () => {
      const accounts = await this.entry.accountsOf(email);
      if (accounts.length === 0) await pretendToCheck(command.password);
      for (const account of accounts) {
        const opened = await this.tryAccount(account, command.password, visit);
        if (opened) return opened;
      }
      throw refused();
    });
  }

  private async tryAccount(
    { companyId, subject }: EntryRow,
    password: string,
    { browser, requestId }: Visit,
  ): Promise<OpenedSession | undefined> {
    const argon2id = await this.tenant.run(companyId, (db) => passwordHash(db, companyId, subject));
    const matches = argon2id ? await passwordMatches(argon2id, password) : await pretendToCheck(password);
    if (!matches) {
      await this.tenant.run(companyId, (db) => {
        const by = { kind: 'nobody', requestId } as const;
        const details = { reason: 'password' };
        return this.audit.append(db, companyId, { action: 'sign-in.refused', by, subject, details });
      });
      return undefined;
    }
    return this.tenant.run(companyId, async (db) => {
      const employee = await this.people.employee(db, companyId, subject);
      if (!employee?.active) return undefined;
      const opened = await this.sessions.run(db, companyId, employee, { method: 'break-glass', browser });
      const by = { kind: 'person', id: employee.id, role: employee.role, requestId } as const;
      await this.audit.append(db, companyId, { action: 'sign-in.by-break-glass', by, subject: employee.id });
      return opened;
    });
  }
}
