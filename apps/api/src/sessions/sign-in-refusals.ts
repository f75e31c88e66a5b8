import { Injectable } from '@nestjs/common';
import { Audit, INSTALLATION } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { FactorRefusal, type Person } from '../factors/index.js';
import { DomainError } from '../problems/domain-error.js';

/** Why somebody was not let in. */
export type RefusalReason =
  FactorRefusal['reason'] | 'password' | 'no-account' | 'left' | 'ticket' | 'setup-token';

const reasonOf = (error: unknown): RefusalReason | undefined => {
  if (error instanceof FactorRefusal) return error.reason;
  if (!(error instanceof DomainError)) return undefined;
  if (error.code === 'ticket-refused') return 'ticket';
  return error.code === 'setup-token-refused' ? 'setup-token' : undefined;
};

/** Puts refused sign-ins on record. What could not be told to belong to an account goes to the installation's log. */
@Injectable()
export class SignInRefusals {
  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
  ) {}

  /** The address that was tried is not noted: nobody may have agreed to be in a log of a place they do not know. */
  async note(person: Person | undefined, reason: RefusalReason, requestId: string): Promise<void> {
    const companyId = person?.companyId ?? INSTALLATION;
    const by = { kind: 'nobody', requestId } as const;
    const event = { action: 'sign-in.refused', by, subject: person?.personId, details: { reason } } as const;
    await this.tenant.run(companyId, (db) => this.audit.append(db, companyId, event));
  }

  /** Notes what `attempt` refuses, and throws it on. */
  async noting<T>(person: Person | undefined, requestId: string, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      const reason = reasonOf(error);
      if (reason) await this.note(person, reason, requestId);
      throw error;
    }
  }
}
