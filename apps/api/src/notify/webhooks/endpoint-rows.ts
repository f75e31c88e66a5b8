import type { Webhook, WebhookEvent } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

export interface ListeningEndpoint {
  readonly id: string;
  readonly events: readonly WebhookEvent[];
  readonly codes: readonly string[] | null;
}

export const endpointsThatAreOn = (db: EntityManager, companyId: string): Promise<ListeningEndpoint[]> =>
  db.query('SELECT id, events, codes FROM notify_endpoints WHERE company_id = $1 AND off_because IS NULL', [
    companyId,
  ]);

const DAY = (column: string, name: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "${name}"`;

const SHOWN = `SELECT id, url, events, codes, off_because AS off, ${DAY('failing_since', 'failingSince')},
  ${DAY('CASE WHEN earlier_until > now() THEN earlier_until END', 'earlierSecretUntil')}, ${DAY('made_at', 'madeOn')}
  FROM notify_endpoints WHERE company_id = $1`;

export const listEndpoints = (db: EntityManager, companyId: string): Promise<Webhook[]> =>
  db.query(`${SHOWN} ORDER BY made_at, id`, [companyId]);

export async function endpointById(
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Webhook | undefined> {
  const rows = await db.query<Webhook[]>(`${SHOWN} AND id = $2`, [companyId, id]);
  return rows[0];
}

export interface NewEndpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly codes: readonly string[] | null;
  /** Sealed. */
  readonly secret: Uint8Array;
}

/** False: the company has as many as it may have. */
export async function insertEndpoint(
  db: EntityManager,
  companyId: string,
  endpoint: NewEndpoint,
  most: number,
): Promise<boolean> {
  const { id, url, events, codes, secret } = endpoint;
  const rows = await db.query<unknown[]>(
    `INSERT INTO notify_endpoints (company_id, id, url, events, codes, secret, made_at)
     SELECT $1, $2, $3, $4, $5, $6, now()
     WHERE (SELECT count(*) FROM notify_endpoints WHERE company_id = $1) < $7 RETURNING 1`,
    [companyId, id, url, events, codes, secret, most],
  );
  return rows.length === 1;
}

export async function updateEndpoint(
  db: EntityManager,
  companyId: string,
  { id, url, events, codes, off, failingSince }: Webhook,
): Promise<void> {
  await db.query(
    `UPDATE notify_endpoints SET url = $3, events = $4, codes = $5, off_because = $6,
       failing_since = CASE WHEN $7::boolean THEN failing_since END WHERE company_id = $1 AND id = $2`,
    [companyId, id, url, events, codes, off, failingSince !== null],
  );
}

export async function deleteEndpoint(db: EntityManager, companyId: string, id: string): Promise<boolean> {
  const [, count] = await db.query<[unknown, number]>(
    'DELETE FROM notify_endpoints WHERE company_id = $1 AND id = $2',
    [companyId, id],
  );
  return count > 0;
}

/** The secret in force becomes the earlier one, which is good for a day more. */
export async function replaceSecret(
  db: EntityManager,
  companyId: string,
  id: string,
  secret: Uint8Array,
): Promise<boolean> {
  const [, count] = await db.query<[unknown, number]>(
    `UPDATE notify_endpoints SET earlier_secret = secret, earlier_until = now() + interval '1 day', secret = $3
     WHERE company_id = $1 AND id = $2`,
    [companyId, id, secret],
  );
  return count > 0;
}

export interface DeliveryTarget {
  readonly id: string;
  readonly url: string;
  readonly off: string | null;
  /** Sealed, the newest first. */
  readonly secrets: readonly Buffer[];
}

export async function deliveryTargets(
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, DeliveryTarget>> {
  const rows = await db.query<DeliveryTarget[]>(
    `SELECT id, url, off_because AS off,
       CASE WHEN earlier_until > $3 THEN ARRAY[secret, earlier_secret] ELSE ARRAY[secret] END AS secrets
     FROM notify_endpoints WHERE company_id = $1 AND id = ANY($2::uuid[])`,
    [companyId, ids, now],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Answers since when it fails, by the database: null when it does not. */
export async function noteTry(
  db: EntityManager,
  companyId: string,
  id: string,
  failedAt: Date | null,
): Promise<Date | null> {
  const [rows] = await db.query<[{ failing_since: Date | null }[], number]>(
    `UPDATE notify_endpoints SET failing_since = CASE WHEN $3::timestamptz IS NULL THEN NULL
       ELSE coalesce(failing_since, $3) END WHERE company_id = $1 AND id = $2 RETURNING failing_since`,
    [companyId, id, failedAt],
  );
  return rows[0]?.failing_since ?? null;
}

/** False: it was off already. */
export async function switchOff(
  db: EntityManager,
  companyId: string,
  id: string,
  because: 'failing' | 'gone',
): Promise<boolean> {
  const [, count] = await db.query<[unknown, number]>(
    'UPDATE notify_endpoints SET off_because = $3 WHERE company_id = $1 AND id = $2 AND off_because IS NULL',
    [companyId, id, because],
  );
  return count > 0;
}
