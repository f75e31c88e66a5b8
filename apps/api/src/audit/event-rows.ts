import { AuditRecord } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** An event as it is kept: `record` is canonical JSON, `hash` binds it to all before it. */
export interface EventRow {
  readonly seq: number;
  readonly record: string;
  readonly hash: Buffer;
}

export const recordOf = (row: EventRow): AuditRecord => AuditRecord.parse(JSON.parse(row.record));

/** What of the log is asked for. Days are UTC, both inclusive; `person` is a pseudonym. */
export interface EventFilter {
  readonly action?: string | undefined;
  readonly person?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Raw {
  seq: string;
  record: string;
  hash: Buffer;
}

const COLUMNS = 'seq, record, hash';
const toRow = ({ seq, record, hash }: Raw): EventRow => ({ seq: Number(seq), record, hash });

/** Newest first, before `before`. A person's are found by two indexes, as the one who did it and as whom it concerned. */
export const eventsBefore = async (
  db: EntityManager,
  companyId: string,
  filter: EventFilter,
  page: { readonly before: number | undefined; readonly limit: number },
): Promise<EventRow[]> => {
  const values: unknown[] = [companyId];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const where = ['company_id = $1'];
  if (page.before !== undefined) where.push(`seq < ${value(page.before)}`);
  if (filter.action !== undefined) where.push(`action = ${value(filter.action)}`);
  if (filter.from !== undefined)
    where.push(`at >= ${value(filter.from)}::date::timestamp AT TIME ZONE 'UTC'`);
  if (filter.to !== undefined)
    where.push(`at < (${value(filter.to)}::date + 1)::timestamp AT TIME ZONE 'UTC'`);
  const limit = value(page.limit);
  const select = (more: string): string =>
    `SELECT ${COLUMNS} FROM audit_events WHERE ${where.join(' AND ')}${more} ORDER BY seq DESC LIMIT ${limit}`;
  if (filter.person === undefined) return (await db.query<Raw[]>(select(''), values)).map(toRow);
  const person = value(filter.person);
  const both = `(${select(` AND actor = ${person}`)}) UNION (${select(` AND subject = ${person}`)})`;
  return (await db.query<Raw[]>(`${both} ORDER BY seq DESC LIMIT ${limit}`, values)).map(toRow);
};

/** In the order of the chain, from the one after `after` up to `upTo`. */
export const eventsAfter = async (
  db: EntityManager,
  companyId: string,
  page: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<EventRow[]> => {
  const rows = await db.query<Raw[]>(
    `SELECT ${COLUMNS} FROM audit_events WHERE company_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4`,
    [companyId, page.after, page.upTo, page.limit],
  );
  return rows.map(toRow);
};

/**
 * Events of others that looked at a person: those of `ofPerson` about them, and those of `ofEverybody` since `since`. Newest
 * first, before `before`. Each action is read by its index, as far as one page goes.
 */
export const eventsAbout = async (
  db: EntityManager,
  companyId: string,
  about: {
    readonly pseudonym: string;
    readonly since: Date;
    readonly ofPerson: readonly string[];
    readonly ofEverybody: readonly string[];
  },
  page: { readonly before: number | undefined; readonly limit: number },
): Promise<EventRow[]> => {
  const rows = await db.query<Raw[]>(
    `(SELECT ${COLUMNS} FROM audit_events
       WHERE company_id = $1 AND subject = $2 AND action = ANY($3::text[]) AND actor IS DISTINCT FROM $2
         AND ($6::bigint IS NULL OR seq < $6) ORDER BY seq DESC LIMIT $7)
     UNION ALL
     (SELECT ${COLUMNS} FROM unnest($4::text[]) AS wanted (one) CROSS JOIN LATERAL (
        SELECT ${COLUMNS} FROM audit_events
        WHERE company_id = $1 AND action = one AND at >= $5 AND actor IS DISTINCT FROM $2
          AND ($6::bigint IS NULL OR seq < $6) ORDER BY seq DESC LIMIT $7) AS found)
     ORDER BY seq DESC LIMIT $7`,
    [
      companyId,
      about.pseudonym,
      about.ofPerson,
      about.ofEverybody,
      about.since,
      page.before ?? null,
      page.limit,
    ],
  );
  return rows.map(toRow);
};

export const headRow = async (
  db: EntityManager,
  companyId: string,
): Promise<{ seq: number; at: Date; hash: Buffer } | undefined> => {
  const [row] = await db.query<{ seq: string; at: Date; hash: Buffer }[]>(
    'SELECT seq, at, hash FROM audit_heads WHERE company_id = $1 AND seq > 0',
    [companyId],
  );
  return row && { ...row, seq: Number(row.seq) };
};

/** The hash of one event; undefined where there is none. */
export const hashAt = async (
  db: EntityManager,
  companyId: string,
  seq: number,
): Promise<Buffer | undefined> => {
  const [row] = await db.query<{ hash: Buffer }[]>(
    'SELECT hash FROM audit_events WHERE company_id = $1 AND seq = $2',
    [companyId, seq],
  );
  return row?.hash;
};
