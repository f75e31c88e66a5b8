import type { FactorProof, FactorRequest } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { SecondFactor, Tickets } from '../factors/index.js';
import type { SessionCaller } from '../http/caller.js';
import { notFound } from '../problems/domain-error.js';
import { Confirmations, FactorThrottle, SignInRefusals } from '../sessions/index.js';
import { personOf } from './person-of.js';

/** Proves in the middle of a session that it is still the same person: whoever finds it open changes no account. */
@Injectable()
export class Confirm {
  constructor(
    private readonly tenant: Tenant,
    private readonly factors: SecondFactor,
    private readonly tickets: Tickets,
    private readonly throttle: FactorThrottle,
    private readonly refusals: SignInRefusals,
    private readonly confirmations: Confirmations,
    private readonly audit: Audit,
  ) {}

  /** Throws `not-found` for who has no factor: they come by an identity provider. */
  begin(caller: SessionCaller): Promise<FactorRequest> {
    return this.tenant.run(caller.companyId, async (db) => {
      const asked = await this.factors.ask(db, personOf(caller), 'confirmation', caller.sessionId);
      if (!asked) throw notFound();
      return asked;
    });
  }

  /** Throws `factor-refused`, `ticket-refused`, `too-many-requests`. */
  async finish(caller: SessionCaller, proof: FactorProof): Promise<void> {
    const { companyId, employeeId, requestId } = caller;
    const ticket = this.tickets.open(proof.ticket, 'confirmation', caller.sessionId);
    await this.throttle.attempt(ticket, proof.totp !== undefined, () =>
      this.refusals.noting(ticket, requestId, () =>
        this.tenant.run(companyId, async (db) => {
          const factor = await this.factors.check(db, ticket, proof);
          await this.confirmations.keep(db, caller);
          const event = { action: 'account.confirmed', by: doerOf(caller), subject: employeeId } as const;
          await this.audit.append(db, companyId, { ...event, details: { factor } });
        }),
      ),
    );
  }
}
