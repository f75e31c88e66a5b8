import type { AuditItem, AuditRecord, endpoints, PersonInLog } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { Audit, eventsBefore, recordOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { decodeCursor, encodeCursor } from '../http/index.js';
import { People } from '../people/index.js';

const Position = z.tuple([z.int().min(1)]);
type Query = z.output<typeof endpoints.listAudit.query>;
type Named = (pseudonym: string) => PersonInLog;

/** The log for people: newest first, with the names of those who were not forgotten. */
@Injectable()
export class ReadAudit {
  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
    private readonly people: People,
  ) {}

  list(companyId: string, query: Query): Promise<{ items: AuditItem[]; nextCursor: string | null }> {
    const before = decodeCursor(query.cursor, Position)?.[0];
    return this.tenant.run(companyId, async (db) => {
      const { action, from, to, limit } = query;
      const person = query.person && (await this.audit.knownPseudonym(db, companyId, query.person));
      if (query.person !== undefined && person === undefined) return { items: [], nextCursor: null };
      const filter = { action, from, to, person };
      const rows = await eventsBefore(db, companyId, filter, { before, limit: limit + 1 });
      const records = rows.slice(0, limit).map(recordOf);
      const named = await this.named(db, companyId, records);
      const last = records.at(-1);
      const nextCursor = rows.length > limit && last ? encodeCursor([last.seq]) : null;
      return { items: records.map((record) => itemOf(record, named)), nextCursor };
    });
  }

  private async named(db: EntityManager, companyId: string, records: readonly AuditRecord[]): Promise<Named> {
    const pseudonyms = records.flatMap(({ body }) =>
      [actorPseudonym(body.actor) ?? [], body.subject ?? []].flat(),
    );
    const ids = await this.audit.persons(db, companyId, pseudonyms);
    const names = await this.people.names(db, companyId, [...ids.values()]);
    return (pseudonym) => {
      const id = ids.get(pseudonym) ?? null;
      return { pseudonym, id, name: (id !== null && names.get(id)) || null };
    };
  }
}

const actorPseudonym = (actor: AuditRecord['body']['actor']): string | undefined => {
  if (actor.kind === 'agent') return actor.for;
  return actor.kind === 'person' || actor.kind === 'operator' ? actor.id : undefined;
};

const itemOf = ({ at, seq, body }: AuditRecord, named: Named): AuditItem => {
  const { action, actor, subject, object, details } = body;
  const who = actorPseudonym(actor);
  return {
    seq,
    on: at.slice(0, 10),
    doneAt: actor.kind === 'agent' ? null : at,
    action,
    actor: {
      kind: actor.kind,
      person: who === undefined ? null : named(who),
      role: actor.kind === 'person' ? actor.role : null,
      name: actor.kind === 'system' || actor.kind === 'token' ? actor.name : null,
    },
    subject: subject === null ? null : named(subject),
    object,
    details,
  };
};
