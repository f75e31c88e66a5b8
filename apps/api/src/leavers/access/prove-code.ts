import type { LeaverSession } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import { LeaverEntry, Throttle } from '../../entry/index.js';
import type { LeaverCaller } from '../../http/index.js';
import { DomainError } from '../../problems/index.js';
import { endOf } from '../term.js';
import { openTerm } from './open-term.js';
import { RecoveryProofs } from './recovery-proofs.js';

/** The same for a wrong code, an old one, a foreign one, none that is known, and an answer that came too late. */
const refused = (): DomainError =>
  new DomainError(
    'leaver-proof-refused',
    'This is not the recovery code that belongs to this link. Nothing was handed out. Check the twelve words and their order, ' +
      'and that it is the newest code.',
  );

/**
 * Asks for what only the recovery code answers, and gives whoever answers it a bearer of an hour that reads and never writes.
 * Ten wrong answers a day and link; a right one is not counted. @throws DomainError `leaver-proof-refused`, `too-many-requests`
 */
@Injectable()
export class ProveCode {
  constructor(
    private readonly entry: LeaverEntry,
    private readonly throttle: Throttle,
    private readonly tenant: Tenant,
    private readonly proofs: RecoveryProofs,
    private readonly audit: Audit,
  ) {}

  challenge(caller: LeaverCaller): Promise<{ challenge: string; publicKey: string }> {
    return this.proofs.challenge(caller);
  }

  async run(caller: LeaverCaller, answer: { challenge: string; answer: string }): Promise<LeaverSession> {
    const rule = { what: 'recovery code of leaver', who: caller.employeeId, most: 10, seconds: 86_400 };
    try {
      return await this.throttle.attempt([rule], () => this.prove(caller, answer));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'leaver-proof-refused') await this.note(caller);
      throw error;
    }
  }

  private prove(caller: LeaverCaller, given: { challenge: string; answer: string }): Promise<LeaverSession> {
    const { companyId, employeeId: subject } = caller;
    return this.tenant.run(companyId, async (db) => {
      const term = await openTerm(db, companyId, subject, new Date());
      if (!term || !(await this.proofs.isAnswer(db, caller, given))) throw refused();
      const opened = await this.entry.openSession(db, { companyId, subject, proven: true }, endOf(term));
      const event = { action: 'leaver.code-proven', by: doerOf(caller), subject } as const;
      await this.audit.append(db, companyId, event);
      return { token: opened.token, expiresAt: opened.expiresAt.toISOString() };
    });
  }

  private note(caller: LeaverCaller): Promise<void> {
    const { companyId, employeeId: subject } = caller;
    return this.tenant.run(companyId, (db) =>
      this.audit.append(db, companyId, { action: 'leaver.code-refused', by: doerOf(caller), subject }),
    );
  }
}
