import type { FactorKind, FactorProof, FactorRequest } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FactorRefusal } from './factor-refusal.js';
import { newChallenge, requestOptions } from './passkey-options.js';
import { passkeysOf, takePasskeyCounter } from './passkey-rows.js';
import type { Person } from './person.js';
import { RelyingParty } from './relying-party.js';
import { type Ticket, Tickets, type TicketUse } from './tickets.js';
import { totpStep } from './totp.js';
import { takeTotpStep, totpOf } from './totp-rows.js';
import { TotpSecrets } from './totp-secrets.js';
import { verifyAssertion } from './verify-passkey.js';

/** The second factor of somebody who has one. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly party: RelyingParty,
    private readonly tickets: Tickets,
    private readonly secrets: TotpSecrets,
  ) {}

  /** Undefined for who has none. `bound`: see {@link Ticket}. */
  async ask(
    db: EntityManager,
    person: Person,
    use: TicketUse,
    bound = '',
  ): Promise<FactorRequest | undefined> {
    const { companyId, personId } = person;
    const passkeys = await passkeysOf(db, person);
    const kinds: FactorKind[] = [
      ...((await totpOf(db, person)) ? (['totp'] as const) : []),
      ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ];
    if (kinds.length === 0) return undefined;
    const challenge = newChallenge();
    return {
      ticket: this.tickets.issue({ use, companyId, personId, bound, challenge, totpSecret: null }),
      kinds,
      passkey: passkeys.length > 0 ? requestOptions(this.party, challenge, passkeys) : null,
    };
  }

  /**
   * Joins a transaction: spends the ticket and takes the code's time step or the passkey's counter, so that neither works
   * again. Throws `factor-refused`, `ticket-refused`.
   */
  async check(db: EntityManager, ticket: Ticket, proof: FactorProof): Promise<FactorKind> {
    await this.tickets.spend(db, ticket);
    if (proof.passkey) await this.checkPasskey(db, ticket, proof.passkey);
    else await this.checkCode(db, ticket, proof.totp ?? '');
    return proof.passkey ? 'passkey' : 'totp';
  }

  private async checkCode(db: EntityManager, ticket: Ticket, code: string): Promise<void> {
    const totp = await totpOf(db, ticket);
    const step = totp && (await totpStep(this.secrets.open(ticket, totp.sealedSecret), code));
    if (step === undefined) throw new FactorRefusal('totp');
    if (!(await takeTotpStep(db, ticket, step))) throw new FactorRefusal('totp-replayed');
  }

  private async checkPasskey(
    db: EntityManager,
    ticket: Ticket,
    assertion: NonNullable<FactorProof['passkey']>,
  ): Promise<void> {
    const id = Buffer.from(assertion.id, 'base64url');
    const passkey = (await passkeysOf(db, ticket)).find(({ credentialId }) => credentialId.equals(id));
    if (!passkey) throw new FactorRefusal('passkey-unknown');
    const counter = await verifyAssertion(this.party, ticket.challenge, assertion, passkey);
    if (!(await takePasskeyCounter(db, ticket, passkey.id, counter))) {
      throw new FactorRefusal('passkey-counter');
    }
  }
}
