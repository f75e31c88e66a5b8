import { randomUUID } from 'node:crypto';
import type { BeginSetUp, FactorOffer, SetUp as SetUpSchema } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry, Throttle, type ThrottleRule } from '../entry/index.js';
import { NewFactors, Passwords, Tickets } from '../factors/index.js';
import { People } from '../people/index.js';
import { DomainError } from '../problems/domain-error.js';
import { OpenBreakGlass } from './open-break-glass.js';
import type { OpenedSession } from './open-session.js';
import { SignInRefusals } from './sign-in-refusals.js';
import type { Visit } from './visit.js';

const refused = (): DomainError =>
  new DomainError(
    'setup-token-refused',
    'This setup token is not known, was used, or is too old. Nothing was changed. An operator who gave it to you makes a ' +
      'new one; a server without operators prints one when it starts, as long as there is no owner.',
  );

const rulesFor = ({ address }: Visit): ThrottleRule[] => [
  { what: 'set-up', who: address, most: 20, seconds: 900 },
];

/**
 * Makes an owner's account with the one-time setup token and signs it in. `begin` offers the second factors and changes
 * nothing; of any number of simultaneous `run`s one wins. Both throw `setup-token-refused` and `too-many-requests`.
 */
@Injectable()
export class SetUp {
  constructor(
    private readonly entry: Entry,
    private readonly throttle: Throttle,
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly tickets: Tickets,
    private readonly passwords: Passwords,
    private readonly newFactors: NewFactors,
    private readonly open: OpenBreakGlass,
    private readonly refusals: SignInRefusals,
    private readonly audit: Audit,
  ) {}

  begin({ token, name, email }: z.output<typeof BeginSetUp>, visit: Visit): Promise<FactorOffer> {
    return this.throttle.attempt(rulesFor(visit), () =>
      this.refusals.noting(undefined, visit.requestId, async () => {
        const companyId = await this.companyOf(token);
        const who = { companyId, personId: randomUUID(), name, email };
        return this.tenant.run(companyId, (db) => this.newFactors.offer(db, who, 'set-up', token));
      }),
    );
  }

  /** Throws `ticket-refused` and `factor-refused` too. */
  run(command: z.output<typeof SetUpSchema>, visit: Visit): Promise<OpenedSession> {
    return this.throttle.attempt(rulesFor(visit), () =>
      this.refusals.noting(undefined, visit.requestId, () => this.makeOwner(command, visit)),
    );
  }

  private async makeOwner(command: z.output<typeof SetUpSchema>, visit: Visit): Promise<OpenedSession> {
    const { token, name, email, password, ticket: sealed, totp, passkey } = command;
    const companyId = await this.companyOf(token);
    const ticket = this.tickets.open(sealed, 'set-up', token);
    const argon2id = await this.passwords.hash(password);
    return this.tenant.run(companyId, async (db) => {
      if (!(await this.entry.consumeSetupToken(db, token))) throw refused();
      const { personId: id } = ticket;
      const owner = await this.people.add(db, companyId, {
        id,
        name,
        email,
        department: null,
        role: 'owner',
      });
      await this.passwords.set(db, ticket, argon2id);
      const kind = await this.newFactors.keep(db, ticket, { ticket: sealed, totp, passkey }, visit.browser);
      await this.entry.addAccount(db, email, { companyId, subject: owner.id });
      const { opened, event } = await this.open.run(db, companyId, owner, visit, kind);
      const made = {
        action: 'account.made',
        by: event.by,
        subject: owner.id,
        details: { factor: kind },
      } as const;
      await this.audit.append(db, companyId, made, event);
      return opened;
    });
  }

  private async companyOf(token: string): Promise<string> {
    const companyId = await this.entry.setupTokenCompany(token);
    if (companyId === undefined) throw refused();
    return companyId;
  }
}
