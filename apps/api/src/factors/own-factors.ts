import type { Account } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dateOf } from '../http/date-of.js';
import { DomainError, notFound } from '../problems/domain-error.js';
import { deletePasskey, passkeysOf, renamePasskey } from './passkey-rows.js';
import { lockAccount, passwordOf } from './password-rows.js';
import type { Person } from './person.js';
import { deleteTotp, totpOf } from './totp-rows.js';

/** The factors of a person's account, to list and to change. Every method joins a transaction. */
@Injectable()
export class OwnFactors {
  async list(db: EntityManager, person: Person): Promise<Account> {
    const password = await passwordOf(db, person);
    if (!password) return { breakGlass: null };
    const totp = await totpOf(db, person);
    const passkeys = await passkeysOf(db, person);
    return {
      breakGlass: {
        passwordSetOn: dateOf(password.setAt),
        totpAddedOn: totp ? dateOf(totp.addedAt) : null,
        passkeys: passkeys.map(({ id, name, addedAt, usedAt }) => ({
          ...{ id, name, addedOn: dateOf(addedAt) },
          usedOn: usedAt && dateOf(usedAt),
        })),
      },
    };
  }

  /** Holds the account until the commit; answers how many second factors it has. Throws `not-found` without one. */
  async lock(db: EntityManager, person: Person): Promise<number> {
    if (!(await lockAccount(db, person))) throw notFound();
    return (await passkeysOf(db, person)).length + ((await totpOf(db, person)) ? 1 : 0);
  }

  /** Throws `not-found`. */
  async rename(db: EntityManager, person: Person, passkeyId: string, name: string): Promise<void> {
    if (!(await renamePasskey(db, person, passkeyId, name))) throw notFound();
  }

  /** Throws `not-found`, `last-factor`. */
  async removePasskey(db: EntityManager, person: Person, passkeyId: string): Promise<void> {
    const factors = await this.lock(db, person);
    if (!(await deletePasskey(db, person, passkeyId))) throw notFound();
    this.requireAnother(factors);
  }

  /** Throws `not-found`, `last-factor`. */
  async removeTotp(db: EntityManager, person: Person): Promise<void> {
    const factors = await this.lock(db, person);
    if (!(await deleteTotp(db, person))) throw notFound();
    this.requireAnother(factors);
  }

  private requireAnother(factors: number): void {
    if (factors > 1) return;
    throw new DomainError(
      'last-factor',
      'This is the only second factor of the account. Nothing was changed. Add another one first.',
    );
  }
}
