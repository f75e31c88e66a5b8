import { randomUUID } from 'node:crypto';
import type { BeginSetUp, FactorOffer, SetUp } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, INSTALLATION } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { OperatorEntry, Throttle, type ThrottleRule } from '../entry/index.js';
import { NewFactors, Passwords, Tickets } from '../factors/index.js';
import { DomainError } from '../problems/index.js';
import { SignInRefusals, type Visit } from '../sessions/index.js';
import { OperatorAddress } from './operator-address.js';
import { insertOperator } from './operator-rows.js';
import type { OpenedOperatorSession } from './sign-in-operator.js';

const refused = (): DomainError =>
  new DomainError(
    'setup-token-refused',
    "This operator's token is not known, was used, or is too old. Nothing was changed. Another operator makes a new one; " +
      'where there is none yet, the server prints one when it starts.',
  );

const rulesFor = ({ address }: Visit): ThrottleRule[] => [
  { what: 'operator set-up', who: address, most: 20, seconds: 900 },
];

/**
 * Makes an operator's account with a one-time token and signs it in. `begin` offers the second factors and changes nothing;
 * of any number of simultaneous `run`s one wins. Throws `setup-token-refused` and `too-many-requests`.
 */
@Injectable()
export class SetUpOperator {
  constructor(
    private readonly tenant: Tenant,
    private readonly entry: OperatorEntry,
    private readonly throttle: Throttle,
    private readonly address: OperatorAddress,
    private readonly passwords: Passwords,
    private readonly tickets: Tickets,
    private readonly newFactors: NewFactors,
    private readonly refusals: SignInRefusals,
    private readonly audit: Audit,
  ) {}

  begin({ token, name, email }: z.output<typeof BeginSetUp>, visit: Visit): Promise<FactorOffer> {
    return this.throttle.attempt(rulesFor(visit), () =>
      this.refusals.noting(undefined, visit.requestId, async () => {
        if (!(await this.entry.tokenLives(token))) throw refused();
        const who = { companyId: INSTALLATION, personId: randomUUID(), name, email };
        return this.tenant.run(INSTALLATION, (db) => this.newFactors.offer(db, who, 'set-up', token));
      }),
    );
  }

  /** Throws `ticket-refused`, `factor-refused`, and `version-conflict` when there is an operator with this address. */
  run(command: z.output<typeof SetUp>, visit: Visit): Promise<OpenedOperatorSession> {
    return this.throttle.attempt(rulesFor(visit), () =>
      this.refusals.noting(undefined, visit.requestId, async () => {
        if (!(await this.entry.tokenLives(command.token))) throw refused();
        return this.make(command, visit);
      }),
    );
  }

  private async make(command: z.output<typeof SetUp>, visit: Visit): Promise<OpenedOperatorSession> {
    const { token, name, email, password, ticket: sealed, totp, passkey } = command;
    const ticket = this.tickets.open(sealed, 'set-up', token);
    const argon2id = await this.passwords.hash(password);
    const id = ticket.personId;
    return this.tenant.run(INSTALLATION, async (db) => {
      if (!(await this.entry.consumeToken(db, token))) throw refused();
      if (!(await insertOperator(db, { id, name, emailHash: this.address.hash(email) })))
        throw new DomainError(
          'version-conflict',
          'There is an operator with this address. Nothing was changed.',
        );
      await this.passwords.set(db, ticket, argon2id);
      const factor = await this.newFactors.keep(db, ticket, { ticket: sealed, totp, passkey }, visit.browser);
      const session = await this.entry.openSession(db, id);
      await this.audit.append(db, INSTALLATION, {
        action: 'operator.made',
        by: { kind: 'operator', id, requestId: visit.requestId },
        subject: id,
        details: { factor },
      });
      return { token: session, me: { operator: { id, name } } };
    });
  }
}
