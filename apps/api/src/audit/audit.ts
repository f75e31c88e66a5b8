import { createHmac, randomBytes } from 'node:crypto';
import type { AuditAction, AuditActor, AuditBody } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';
import type { AuditEvent, Doer } from './audit-event.js';
import * as rows from './audit-rows.js';

/** The chain of what concerns no company: operators, and tries that could not be told to belong to one. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000';

/**
 * The audit log. `append` joins the use case's transaction and comes **last** in it, once, with all of its events: it
 * holds the company's chain until the commit, so what comes after it is waited for by everybody.
 */
@Injectable()
export class Audit {
  async append(db: EntityManager, companyId: string, ...events: readonly AuditEvent[]): Promise<void> {
    const persons = [...new Set(events.flatMap(personsOf))].sort();
    const pseudonyms = await rows.pseudonymsOf(db, companyId, persons);
    for (const id of persons)
      if (!pseudonyms.has(id)) pseudonyms.set(id, await this.pseudonym(db, companyId, id));
    const named = (id: string): string => pseudonyms.get(id) as string;
    await rows.appendRecords(
      db,
      events.map((event) => canonicalize(bodyOf(event, named)) as string),
    );
  }

  /** The person's pseudonym in this company's log; made with its key at first use. */
  async pseudonym(db: EntityManager, companyId: string, personId: string): Promise<string> {
    for (;;) {
      const known = (await rows.pseudonymsOf(db, companyId, [personId])).get(personId);
      if (known !== undefined) return known;
      const key = randomBytes(32);
      // 128 of 256 bits: enough that no two persons of a company ever meet.
      const hash = createHmac('sha256', key).update(`${companyId}/${personId}`).digest().subarray(0, 16);
      const pseudonym = `p_${hash.toString('base64url')}`;
      // Not kept: another transaction kept one at this moment, and may have forgotten it at the next.
      if (await rows.keepPseudonym(db, companyId, { personId, key, pseudonym })) return pseudonym;
    }
  }

  /** Undefined for somebody of whom the log does not know. */
  async knownPseudonym(db: EntityManager, companyId: string, personId: string): Promise<string | undefined> {
    return (await rows.pseudonymsOf(db, companyId, [personId])).get(personId);
  }

  /** Persons behind pseudonyms; who was forgotten is not in the answer. */
  persons(db: EntityManager, companyId: string, pseudonyms: readonly string[]): Promise<Map<string, string>> {
    return rows.personsOf(db, companyId, [...new Set(pseudonyms)]);
  }

  /** Erases the key of a person: their pseudonym means nobody from then on, and the chain verifies as before. */
  async forget(db: EntityManager, companyId: string, personId: string, by: Doer): Promise<void> {
    const pseudonym = await this.pseudonym(db, companyId, personId);
    await rows.forgetPerson(db, companyId, personId);
    const object = { kind: 'pseudonym', id: pseudonym };
    await this.append(db, companyId, { action: 'person.forgotten', by, object });
  }
}

const personsOf = ({ by, subject }: AuditEvent): string[] => [
  ...(by.kind === 'person' || by.kind === 'operator' ? [by.id] : []),
  ...(by.kind === 'agent' ? [by.employeeId] : []),
  ...(subject === undefined ? [] : [subject]),
];

const actorOf = (by: Doer, named: (id: string) => string): AuditActor => {
  if (by.kind === 'person') return { kind: 'person', id: named(by.id), role: by.role };
  if (by.kind === 'operator') return { kind: 'operator', id: named(by.id) };
  if (by.kind === 'agent') return { kind: 'agent', id: by.id, for: named(by.employeeId) };
  if (by.kind === 'token') return { kind: 'token', name: by.name };
  return by.kind === 'system' ? { kind: 'system', name: by.name } : { kind: 'nobody' };
};

const bodyOf = (event: AuditEvent, named: (id: string) => string): AuditBody & { action: AuditAction } => ({
  action: event.action,
  actor: actorOf(event.by, named),
  subject: event.subject === undefined ? null : named(event.subject),
  object: event.object ?? null,
  details: event.details ?? {},
  requestId: 'requestId' in event.by ? (event.by.requestId ?? null) : null,
});
