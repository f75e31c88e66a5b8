import { type AccessLogItem, AuditRecord, LOOK_ACTIONS, ROLES } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit, eventsAbout, recordOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { Fleet } from '../fleet/index.js';
import { decodeCursor, encodeCursor, type SessionCaller } from '../http/index.js';
import { People } from '../people/index.js';

const Position = z.tuple([z.int().min(1)]);
const Looked = z.enum(LOOK_ACTIONS);
const Known = z.enum(ROLES);
const OF_PERSON = ['person.viewed', 'phone.viewed', 'leaver.link-made', 'phone.released'] as const;
const OF_EVERYBODY = LOOK_ACTIONS.filter((action) => !(OF_PERSON as readonly string[]).includes(action));

/** Who looked at the caller, at a phone of theirs, or at everybody since they are here. Never oneself. Newest first. */
@Injectable()
export class ReadAccessLog {
  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
    private readonly people: People,
    private readonly fleet: Fleet,
  ) {}

  run(
    { companyId, employeeId }: Pick<SessionCaller, 'companyId' | 'employeeId'>,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<{ items: AccessLogItem[]; nextCursor: string | null }> {
    const before = decodeCursor(query.cursor, Position)?.[0];
    return this.tenant.run(companyId, async (db) => {
      const pseudonym = await this.audit.pseudonym(db, companyId, employeeId);
      const since = (await this.people.joinedAt(db, companyId, employeeId)) ?? new Date(0);
      const about = { pseudonym, since, ofPerson: OF_PERSON, ofEverybody: OF_EVERYBODY };
      const rows = await eventsAbout(db, companyId, about, { before, limit: query.limit + 1 });
      const records = rows.slice(0, query.limit).map(recordOf);
      const ids = await this.audit.persons(
        db,
        companyId,
        records.flatMap(({ body }) => actorOf(body) ?? []),
      );
      const names = await this.people.names(db, companyId, [...ids.values()]);
      const labels = await this.fleet.phoneLabels(db, companyId, employeeId);
      const items = records.map(({ seq, at, body }): AccessLogItem => {
        const by = ids.get(actorOf(body) ?? '');
        const script = body.actor.kind === 'token' ? body.actor.name : null;
        const phoneId = body.object?.kind === 'phone' ? body.object.id : '';
        const label = labels.get(phoneId);
        return {
          seq,
          action: Looked.parse(body.action),
          lookedAt: at,
          by: { name: (by !== undefined && names.get(by)) || script, role: roleOf(body) },
          phone: label === undefined ? null : { id: phoneId, label },
        };
      });
      const last = records.at(-1);
      return { items, nextCursor: rows.length > query.limit && last ? encodeCursor([last.seq]) : null };
    });
  }
}

const actorOf = ({ actor }: AuditRecord['body']): string | undefined =>
  actor.kind === 'person' || actor.kind === 'operator' ? actor.id : undefined;

const roleOf = ({ actor }: AuditRecord['body']): AccessLogItem['by']['role'] =>
  (actor.kind === 'person' && Known.safeParse(actor.role).data) || null;
