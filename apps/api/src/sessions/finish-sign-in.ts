import type { FactorKind, FactorProof, NewFactor } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import {
  NewFactors,
  OwnFactors,
  SecondFactor,
  type Ticket,
  ticketRefused,
  Tickets,
  type TicketUse,
} from '../factors/index.js';
import { People } from '../people/index.js';
import { FactorThrottle } from './factor-throttle.js';
import type { OpenedSession } from './open-session.js';
import { OpenBreakGlass } from './open-break-glass.js';
import { SignInRefusals } from './sign-in-refusals.js';
import type { Visit } from './visit.js';

/** After the password: opens the session for a second factor, or for the first one that an old account is given. */
@Injectable()
export class FinishSignIn {
  constructor(
    private readonly tickets: Tickets,
    private readonly throttle: FactorThrottle,
    private readonly refusals: SignInRefusals,
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly factors: SecondFactor,
    private readonly newFactors: NewFactors,
    private readonly own: OwnFactors,
    private readonly open: OpenBreakGlass,
    private readonly audit: Audit,
  ) {}

  /** Throws `factor-refused`, `ticket-refused`, `too-many-requests`. */
  withFactor(proof: FactorProof, visit: Visit): Promise<OpenedSession> {
    return this.attempt('sign-in', proof, visit, async (db, ticket) => ({
      kind: await this.factors.check(db, ticket, proof),
      events: [],
    }));
  }

  /** Throws the same. Whoever was faster with the password gave the account its factor: then this ticket is worth nothing. */
  withFirstFactor(proof: NewFactor, visit: Visit): Promise<OpenedSession> {
    return this.attempt('first-factor', proof, visit, async (db, ticket) => {
      if ((await this.own.lock(db, ticket)) > 0) throw ticketRefused();
      const kind = await this.newFactors.keep(db, ticket, proof, visit.browser);
      const by = { kind: 'nobody', requestId: visit.requestId } as const;
      const added = {
        action: 'account.factor-added',
        by,
        subject: ticket.personId,
        details: { kind },
      } as const;
      return { kind, events: [added] };
    });
  }

  private async attempt(
    use: TicketUse,
    proof: { readonly ticket: string; readonly totp?: string | undefined },
    visit: Visit,
    prove: (db: EntityManager, ticket: Ticket) => Promise<{ kind: FactorKind; events: AuditEvent[] }>,
  ): Promise<OpenedSession> {
    const { requestId } = visit;
    const ticket = await this.refusals.noting(undefined, requestId, () =>
      Promise.resolve().then(() => this.tickets.open(proof.ticket, use)),
    );
    const { companyId, personId } = ticket;
    return this.throttle.attempt(ticket, proof.totp !== undefined, () =>
      this.refusals.noting(ticket, requestId, () =>
        this.tenant.run(companyId, async (db) => {
          const { kind, events } = await prove(db, ticket);
          const employee = await this.people.employee(db, companyId, personId);
          if (!employee?.active) throw ticketRefused();
          const { opened, event } = await this.open.run(db, companyId, employee, visit, kind);
          await this.audit.append(db, companyId, ...events, event);
          return opened;
        }),
      ),
    );
  }
}
