import type { Account, FactorOffer, NewFactor } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { NewFactors, OwnFactors, Tickets } from '../factors/index.js';
import type { SessionCaller } from '../http/caller.js';
import { People } from '../people/index.js';
import { notFound } from '../problems/domain-error.js';
import { Confirmations, FactorThrottle } from '../sessions/index.js';
import { OwnSessions } from './own-sessions.js';
import { personOf } from './person-of.js';

/** One's own factors: what there is, what comes, what goes. Whatever changes how one is proven needs a confirmation. */
@Injectable()
export class ChangeFactors {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly own: OwnFactors,
    private readonly newFactors: NewFactors,
    private readonly tickets: Tickets,
    private readonly throttle: FactorThrottle,
    private readonly confirmations: Confirmations,
    private readonly sessions: OwnSessions,
    private readonly audit: Audit,
  ) {}

  list(caller: SessionCaller): Promise<Account> {
    return this.tenant.run(caller.companyId, (db) => this.own.list(db, personOf(caller)));
  }

  /** Throws `confirmation-needed`, and `not-found` for who has no break-glass account. */
  offer(caller: SessionCaller): Promise<FactorOffer> {
    const { companyId, employeeId, sessionId } = caller;
    const person = personOf(caller);
    return this.tenant.run(companyId, async (db) => {
      await this.own.lock(db, person);
      await this.confirmations.require(db, caller);
      const employee = await this.people.employee(db, companyId, employeeId);
      if (!employee) throw notFound();
      const { name, email } = employee;
      return this.newFactors.offer(db, { ...person, name, email }, 'new-factor', sessionId);
    });
  }

  /** A passkey comes beside the others, an app in the place of the former. Throws `factor-refused`, `ticket-refused`. */
  add(caller: SessionCaller, proof: NewFactor, browser: string): Promise<Account> {
    const ticket = this.tickets.open(proof.ticket, 'new-factor', caller.sessionId);
    return this.throttle.attempt(ticket, proof.totp !== undefined, () =>
      this.change(caller, async (db) => {
        const factor = await this.newFactors.keep(db, ticket, proof, browser);
        return { action: 'account.factor-added', details: { factor } };
      }),
    );
  }

  /** Throws `not-found`. A name proves nothing, so it needs no confirmation. */
  rename(caller: SessionCaller, passkeyId: string, name: string): Promise<Account> {
    const person = personOf(caller);
    return this.tenant.run(caller.companyId, async (db) => {
      await this.own.rename(db, person, passkeyId, name);
      const account = await this.own.list(db, person);
      const object = { kind: 'passkey', id: passkeyId };
      const by = doerOf(caller);
      const event = { action: 'account.factor-renamed', by, subject: person.personId, object } as const;
      await this.audit.append(db, caller.companyId, event);
      return account;
    });
  }

  /** Ends one's other sessions: a passkey goes because it is lost, or because somebody else has it. */
  removePasskey(caller: SessionCaller, passkeyId: string): Promise<Account> {
    return this.change(caller, async (db) => {
      await this.own.removePasskey(db, personOf(caller), passkeyId);
      const ended = await this.sessions.endOthersIn(db, caller);
      const object = { kind: 'passkey', id: passkeyId };
      return {
        action: 'account.factor-removed',
        object,
        details: { factor: 'passkey', sessionsEnded: ended },
      };
    });
  }

  removeTotp(caller: SessionCaller): Promise<Account> {
    return this.change(caller, async (db) => {
      await this.own.removeTotp(db, personOf(caller));
      const ended = await this.sessions.endOthersIn(db, caller);
      return { action: 'account.factor-removed', details: { factor: 'totp', sessionsEnded: ended } };
    });
  }

  private change(
    caller: SessionCaller,
    work: (db: EntityManager) => Promise<Omit<AuditEvent, 'by' | 'subject'>>,
  ): Promise<Account> {
    const person = personOf(caller);
    return this.tenant.run(caller.companyId, async (db) => {
      await this.own.lock(db, person);
      await this.confirmations.require(db, caller);
      const event = await work(db);
      const account = await this.own.list(db, person);
      const by = doerOf(caller);
      await this.audit.append(db, caller.companyId, { ...event, by, subject: person.personId });
      return account;
    });
  }
}
