import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Throttle } from '../entry/index.js';
import { OwnFactors, Passwords } from '../factors/index.js';
import type { SessionCaller } from '../http/caller.js';
import { DomainError } from '../problems/domain-error.js';
import { Confirmations } from '../sessions/index.js';
import { OwnSessions } from './own-sessions.js';
import { personOf } from './person-of.js';

/** Changes one's own password, with the former one and a fresh second factor, and ends one's other sessions. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly tenant: Tenant,
    private readonly throttle: Throttle,
    private readonly passwords: Passwords,
    private readonly own: OwnFactors,
    private readonly confirmations: Confirmations,
    private readonly sessions: OwnSessions,
    private readonly audit: Audit,
  ) {}

  /** Throws `confirmation-needed`, `sign-in-refused`, `not-found` without an account, `too-many-requests`. */
  async run(caller: SessionCaller, change: { former: string; password: string }): Promise<number> {
    const { companyId, employeeId } = caller;
    const person = personOf(caller);
    await this.tenant.run(companyId, async (db) => {
      await this.own.lock(db, person);
      await this.confirmations.require(db, caller);
    });
    const rule = { what: 'former password of', who: `${companyId}/${employeeId}`, most: 10, seconds: 900 };
    await this.throttle.attempt([rule], async () => {
      if (await this.passwords.matches(person, change.former)) return;
      throw new DomainError('sign-in-refused', 'The former password is another one. Nothing was changed.');
    });
    const argon2id = await this.passwords.hash(change.password);
    return this.tenant.run(companyId, async (db) => {
      await this.own.lock(db, person);
      await this.confirmations.require(db, caller);
      await this.passwords.set(db, person, argon2id);
      const ended = await this.sessions.endOthersIn(db, caller);
      const by = doerOf(caller);
      const event = { action: 'account.password-changed', by, subject: employeeId } as const;
      await this.audit.append(db, companyId, { ...event, details: { sessionsEnded: ended } });
      return ended;
    });
  }
}
