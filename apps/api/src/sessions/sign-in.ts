import type { SignIn as SignInSchema, SignInStep } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { INSTALLATION } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry, Throttle } from '../entry/index.js';
import { NewFactors, Passwords, type Person, SecondFactor } from '../factors/index.js';
import { People } from '../people/index.js';
import { DomainError } from '../problems/domain-error.js';
import { SignInRefusals } from './sign-in-refusals.js';
import type { Visit } from './visit.js';

const refused = (): DomainError =>
  new DomainError(
    'sign-in-refused',
    'This address and password do not belong together, or there is no such account.',
  );

/**
 * Begins to sign in with a break-glass account: its password leads to the second factor, and opens nothing by itself.
 * Throws `sign-in-refused`, the same and as slowly whether or not there is such an account, and `too-many-requests`: ten
 * tries in 15 minutes from one place for one address.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly entry: Entry,
    private readonly throttle: Throttle,
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly passwords: Passwords,
    private readonly factors: SecondFactor,
    private readonly newFactors: NewFactors,
    private readonly refusals: SignInRefusals,
  ) {}

  run(command: z.output<typeof SignInSchema>, visit: Visit): Promise<SignInStep> {
    const { address } = visit;
    const email = command.email.toLowerCase();
    const rules = [
      { what: 'sign-in from', who: address, most: 50, seconds: 900 },
      { what: 'sign-in as', who: `${email}\0${address}`, most: 10, seconds: 900 },
      // A guesser with many addresses; high enough that a stranger cannot easily lock the owner out.
      { what: 'sign-in anywhere as', who: email, most: 100, seconds: 3600 },
    ];
    return this.throttle.attempt(rules, () => this.tryAccounts(email, command.password, visit));
  }

  private async tryAccounts(email: string, password: string, { requestId }: Visit): Promise<SignInStep> {
    const accounts: (Person | undefined)[] = (await this.entry.accountsOf(email))
      .filter(({ companyId }) => companyId !== INSTALLATION)
      .map(({ companyId, subject }) => ({ companyId, personId: subject }));
    if (accounts.length === 0) accounts.push(undefined);
    for (const account of accounts) {
      const matches = await this.passwords.matches(account, password);
      const step = account && matches ? await this.nextStep(account) : undefined;
      if (step) return step;
      const reason = !account ? 'no-account' : matches ? 'left' : 'password';
      await this.refusals.note(account, reason, requestId);
    }
    throw refused();
  }

  /** Undefined for who left. An account from before there were second factors is led to its first. */
  private nextStep(person: Person): Promise<SignInStep | undefined> {
    const { companyId, personId } = person;
    return this.tenant.run(companyId, async (db) => {
      const employee = await this.people.employee(db, companyId, personId);
      if (!employee?.active) return undefined;
      const ask = await this.factors.ask(db, person, 'sign-in');
      if (ask) return { ask, enrol: null };
      const { name, email } = employee;
      return {
        ask: null,
        enrol: await this.newFactors.offer(db, { ...person, name, email }, 'first-factor'),
      };
    });
  }
}
