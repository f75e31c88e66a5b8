import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Tenant } from '../database/tenant.js';
import { hashPassword, passwordMatches, pretendToCheck } from './password.js';
import { passwordOf, setPasswordHash } from './password-rows.js';
import type { Person } from './person.js';

/** Passwords. Hashing takes its time on purpose: `hash` and `matches` are called outside of any transaction. */
@Injectable()
export class Passwords {
  constructor(private readonly tenant: Tenant) {}

  hash(password: string): Promise<string> {
    return hashPassword(password);
  }

  /** Whether it is this person's password; takes as long for nobody, and for who has none. */
  async matches(person: Person | undefined, password: string): Promise<boolean> {
    if (!person) return pretendToCheck(password);
    const kept = await this.tenant.run(person.companyId, (db) => passwordOf(db, person));
    return kept ? passwordMatches(kept.argon2id, password) : pretendToCheck(password);
  }

  /** Joins a transaction. `argon2id`: of `hash`. */
  set(db: EntityManager, person: Person, argon2id: string): Promise<void> {
    return setPasswordHash(db, person, argon2id);
  }
}
