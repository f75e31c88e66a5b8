import { may, PersonRow, ROLES } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { Tenant } from '../database/tenant.js';
import { PhoneStates } from '../facts/index.js';
import { decodeCursor, pageFrom } from '../http/cursor.js';
import type { SessionCaller } from '../http/caller.js';
import { notFound } from '../problems/domain-error.js';
import { countPeople, personPage, type PersonPageRow, personRow } from './person-page-rows.js';

type Person = z.infer<typeof PersonRow>;
const OF_IT = ROLES.filter((role) => may(role, 'gaps.assign'));
const Position = z.tuple([z.string().max(200), z.uuid()]);

/** Employees with their phones, a page at a time, and one by id. */
@Injectable()
export class ReadPeople {
  constructor(
    private readonly tenant: Tenant,
    private readonly states: PhoneStates,
  ) {}

  list(
    { companyId, role }: SessionCaller,
    query: {
      cursor?: string | undefined;
      limit: number;
      q?: string | undefined;
      who?: 'leavers' | 'it' | undefined;
    },
  ): Promise<{ items: Person[]; nextCursor: string | null; total: number }> {
    const after = decodeCursor(query.cursor, Position);
    const search = {
      q: query.q,
      byAddress: may(role, 'addresses.read'),
      leavers: query.who === 'leavers',
      roles: query.who === 'it' ? OF_IT : null,
    };
    return this.tenant.run(companyId, async (db) => {
      const rows = await personPage(db, companyId, { ...search, after, limit: query.limit });
      const total = await countPeople(db, companyId, search);
      const shown = await this.toPeople(db, companyId, rows.slice(0, query.limit));
      const byId = new Map(shown.map((person) => [person.id, person]));
      return pageFrom(
        rows,
        query.limit,
        total,
        (row) => [row.sortName, row.id],
        (row) => byId.get(row.id) as Person,
      );
    });
  }

  one(companyId: string, id: string): Promise<Person> {
    return this.tenant.run(companyId, (db) => this.inTransaction(db, companyId, id));
  }

  async inTransaction(db: EntityManager, companyId: string, id: string): Promise<Person> {
    const row = await personRow(db, companyId, id);
    if (!row) throw notFound();
    const [person] = await this.toPeople(db, companyId, [row]);
    return person as Person;
  }

  private async toPeople(db: EntityManager, companyId: string, rows: PersonPageRow[]): Promise<Person[]> {
    const phoneIds = rows.flatMap((row) => row.phones.map((phone) => phone.id));
    const states = await this.states.phoneStates(db, companyId, phoneIds);
    return rows.map(({ sortName: _sortName, ...row }) => ({
      ...row,
      phones: row.phones.map((phone) => ({ ...phone, state: states.get(phone.id) ?? 'never-backed-up' })),
    }));
  }
}
