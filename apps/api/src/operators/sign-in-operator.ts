import type { FactorProof, FactorRequest, OperatorMe, SignIn } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, INSTALLATION } from '../audit/index.js';
import { Installation, Tenant } from '../database/index.js';
import { OperatorEntry, Throttle } from '../entry/index.js';
import { Passwords, SecondFactor, ticketRefused, Tickets } from '../factors/index.js';
import { DomainError } from '../problems/index.js';
import { FactorThrottle, SignInRefusals, type Visit } from '../sessions/index.js';
import { OperatorAddress } from './operator-address.js';
import { operatorByEmail, operatorById } from './operator-rows.js';

/** What a ticket of an operator is bound to: it is good for nothing at the door of people, and theirs not at this one. */
const BOUND = 'operator';

const refused = (): DomainError =>
  new DomainError(
    'sign-in-refused',
    'This address and password do not belong together, or there is no such account.',
  );

/** A new session of an operator: the token for the cookie, and who it is. */
export interface OpenedOperatorSession {
  readonly token: string;
  readonly me: OperatorMe;
}

/**
 * Signs an operator in: password, then second factor. Always both. Throws `sign-in-refused`, the same and as slowly whether
 * or not there is such an account, `factor-refused`, `ticket-refused` and `too-many-requests`.
 */
@Injectable()
export class SignInOperator {
  constructor(
    private readonly installation: Installation,
    private readonly tenant: Tenant,
    private readonly entry: OperatorEntry,
    private readonly throttle: Throttle,
    private readonly address: OperatorAddress,
    private readonly passwords: Passwords,
    private readonly tickets: Tickets,
    private readonly factors: SecondFactor,
    private readonly factorThrottle: FactorThrottle,
    private readonly refusals: SignInRefusals,
    private readonly audit: Audit,
  ) {}

  /** The password. It opens nothing: it leads to the second factor. */
  begin({ email, password }: z.output<typeof SignIn>, visit: Visit): Promise<FactorRequest> {
    const who = email.trim().toLowerCase();
    const rules = [
      { what: 'operator from', who: visit.address, most: 20, seconds: 900 },
      { what: 'operator as', who: `${who}\0${visit.address}`, most: 5, seconds: 900 },
      { what: 'operator anywhere as', who, most: 50, seconds: 3600 },
    ];
    return this.throttle.attempt(rules, async () => {
      const found = await this.installation.run((db) => operatorByEmail(db, this.address.hash(email)));
      const person = found && { companyId: INSTALLATION, personId: found.id };
      const matches = await this.passwords.matches(person, password);
      const ask =
        person && matches && found.active
          ? await this.tenant.run(INSTALLATION, (db) => this.factors.ask(db, person, 'sign-in', BOUND))
          : undefined;
      if (ask) return ask;
      const reason = !found ? 'no-account' : matches ? 'left' : 'password';
      await this.refusals.note(person, reason, visit.requestId);
      throw refused();
    });
  }

  async finish(proof: z.output<typeof FactorProof>, visit: Visit): Promise<OpenedOperatorSession> {
    const { requestId } = visit;
    const ticket = await this.refusals.noting(undefined, requestId, () =>
      Promise.resolve().then(() => this.tickets.open(proof.ticket, 'sign-in', BOUND)),
    );
    return this.factorThrottle.attempt(ticket, proof.totp !== undefined, () =>
      this.refusals.noting(ticket, requestId, () =>
        this.tenant.run(INSTALLATION, async (db) => {
          const operator = await operatorById(db, ticket.personId);
          if (!operator?.active) throw ticketRefused();
          const factor = await this.factors.check(db, ticket, proof);
          const token = await this.entry.openSession(db, operator.id);
          const by = { kind: 'operator', id: operator.id, requestId } as const;
          await this.audit.append(db, INSTALLATION, {
            action: 'sign-in.by-break-glass',
            by,
            subject: operator.id,
            details: { factor },
          });
          return { token, me: { operator: { id: operator.id, name: operator.name } } };
        }),
      ),
    );
  }
}
