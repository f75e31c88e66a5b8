import { randomUUID } from 'node:crypto';
import type { FactorKind, FactorOffer, NewFactor } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../problems/domain-error.js';
import { FactorRefusal } from './factor-refusal.js';
import { creationOptions, newChallenge } from './passkey-options.js';
import { insertPasskey, passkeysOf } from './passkey-rows.js';
import type { Person } from './person.js';
import { qrPath } from './qr-path.js';
import { RelyingParty } from './relying-party.js';
import { type Ticket, Tickets, type TicketUse } from './tickets.js';
import { newTotpSecret, totpStep, totpUri } from './totp.js';
import { putTotp } from './totp-rows.js';
import { TotpSecrets } from './totp-secrets.js';
import { verifyAttestation } from './verify-passkey.js';

/** More would be a mistake, or somebody filling the table. */
const MOST_PASSKEYS = 20;

/** Who is about to have a factor, as an app or an authenticator shows it to them. */
export interface Named extends Person {
  readonly name: string;
  readonly email: string;
}

/** New factors: an authenticator app, or a passkey. Offered first, kept once the person has shown that it works. */
@Injectable()
export class NewFactors {
  constructor(
    private readonly party: RelyingParty,
    private readonly tickets: Tickets,
    private readonly secrets: TotpSecrets,
  ) {}

  /** Keeps nothing: what was offered is in the ticket, sealed. `bound`: see {@link Ticket}. */
  async offer(db: EntityManager, who: Named, use: TicketUse, bound = ''): Promise<FactorOffer> {
    const { companyId, personId } = who;
    const secret = newTotpSecret();
    const challenge = newChallenge();
    const uri = totpUri(secret, who.email);
    const known = await passkeysOf(db, who);
    return {
      ticket: this.tickets.issue({ use, companyId, personId, bound, challenge, totpSecret: secret }),
      totp: { secret, uri, qr: qrPath(uri) },
      passkey: creationOptions(this.party, challenge, who, known),
    };
  }

  /**
   * Joins a transaction: spends the ticket and keeps the factor that was proven. `passkeyName`: at most 80 characters,
   * until its owner names it. Throws `factor-refused`, `ticket-refused`.
   */
  async keep(db: EntityManager, ticket: Ticket, proof: NewFactor, passkeyName: string): Promise<FactorKind> {
    await this.tickets.spend(db, ticket);
    if (proof.passkey) {
      await this.keepPasskey(db, ticket, proof.passkey, passkeyName);
      return 'passkey';
    }
    const { totpSecret } = ticket;
    const step = totpSecret && proof.totp ? await totpStep(totpSecret, proof.totp) : undefined;
    if (totpSecret === null || step === undefined) throw new FactorRefusal('totp');
    await putTotp(db, ticket, { sealedSecret: this.secrets.seal(ticket, totpSecret), lastStep: step });
    return 'totp';
  }

  private async keepPasskey(
    db: EntityManager,
    ticket: Ticket,
    attestation: NonNullable<NewFactor['passkey']>,
    name: string,
  ): Promise<void> {
    if ((await passkeysOf(db, ticket)).length >= MOST_PASSKEYS) {
      const most = `There are ${MOST_PASSKEYS} passkeys already. Remove one that is no longer used.`;
      throw new DomainError('version-conflict', most);
    }
    const verified = await verifyAttestation(this.party, ticket.challenge, attestation);
    const transports = attestation.response.transports ?? [];
    const kept = await insertPasskey(db, ticket, { id: randomUUID(), name, transports, ...verified });
    if (!kept) throw new FactorRefusal('passkey');
  }
}
