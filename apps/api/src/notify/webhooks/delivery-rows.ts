import type { Delivery } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

export interface NewDelivery {
  readonly id: string;
  readonly endpointId: string;
  /** Whom it is about: theirs to be erased. */
  readonly employeeId: string | null;
  readonly event: string;
  readonly body: string;
}

/** For so long is a delivery tried again. */
const RETRY = `interval '3 days'`;

export async function insertDeliveries(
  db: EntityManager,
  companyId: string,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<void> {
  if (deliveries.length === 0) return;
  await db.query(
    `INSERT INTO notify_deliveries (company_id, id, endpoint_id, employee_id, event, body, made_at, next_at, retry_until)
     SELECT $1, id, endpoint_id, employee_id, event, body, $7, $7, $7::timestamptz + ${RETRY}
     FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[]) AS d (id, endpoint_id, employee_id, event, body)`,
    [
      companyId,
      deliveries.map(({ id }) => id),
      deliveries.map(({ endpointId }) => endpointId),
      deliveries.map(({ employeeId }) => employeeId),
      deliveries.map(({ event }) => event),
      deliveries.map(({ body }) => body),
      now,
    ],
  );
}

export interface ClaimedDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly body: string;
  readonly tries: number;
  readonly retryUntil: Date;
}

/** Takes deliveries to try; a try is counted before it is made, and until `leaseUntil` they are nobody else's. */
export async function claimDeliveries(
  db: EntityManager,
  companyId: string,
  { now, leaseUntil, limit }: { readonly now: Date; readonly leaseUntil: Date; readonly limit: number },
): Promise<ClaimedDelivery[]> {
  const [rows] = await db.query<[ClaimedDelivery[], number]>(
    `UPDATE notify_deliveries d SET tries = d.tries + 1, next_at = $3
     FROM (SELECT id FROM notify_deliveries WHERE company_id = $1 AND state = 'waiting' AND next_at <= $2
       ORDER BY next_at LIMIT $4 FOR UPDATE SKIP LOCKED) due
     WHERE d.company_id = $1 AND d.id = due.id
     RETURNING d.id, d.endpoint_id AS "endpointId", d.body, d.tries, d.retry_until AS "retryUntil"`,
    [companyId, now, leaseUntil, limit],
  );
  return rows;
}

export interface Tried {
  readonly state: Delivery['state'];
  readonly nextAt: Date;
  readonly status: number | null;
  readonly problem: string | null;
}

export async function settleDelivery(
  db: EntityManager,
  companyId: string,
  id: string,
  { state, nextAt, status, problem }: Tried,
): Promise<void> {
  await db.query(
    'UPDATE notify_deliveries SET state = $3, next_at = $4, status = $5, problem = $6 WHERE company_id = $1 AND id = $2',
    [companyId, id, state, nextAt, status, problem],
  );
}

/** It was not tried after all: its endpoint has just failed for another one. */
export async function putOff(db: EntityManager, companyId: string, id: string, nextAt: Date): Promise<void> {
  await db.query(
    'UPDATE notify_deliveries SET tries = tries - 1, next_at = $3 WHERE company_id = $1 AND id = $2',
    [companyId, id, nextAt],
  );
}

/** Nothing more goes to an endpoint that is off. */
export async function failWaiting(db: EntityManager, companyId: string, endpointId: string): Promise<void> {
  await db.query(
    `UPDATE notify_deliveries SET state = 'failed', problem = 'The webhook was switched off.'
     WHERE company_id = $1 AND endpoint_id = $2 AND state = 'waiting'`,
    [companyId, endpointId],
  );
}

/** Has one delivered again, under the same id and with the same body. False: there is none. */
export async function deliverAgain(
  db: EntityManager,
  companyId: string,
  { id, endpointId }: { readonly id: string; readonly endpointId: string },
  now: Date,
): Promise<boolean> {
  const [, count] = await db.query<[unknown, number]>(
    `UPDATE notify_deliveries SET state = 'waiting', tries = 0, next_at = $4, retry_until = $4::timestamptz + ${RETRY},
       status = NULL, problem = NULL WHERE company_id = $1 AND id = $2 AND endpoint_id = $3`,
    [companyId, id, endpointId, now],
  );
  return count > 0;
}

/** Newest first, from the one after `after`. One more than asked for, which tells whether there is a next page. */
export const deliveryPage = (
  db: EntityManager,
  companyId: string,
  endpointId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<Delivery[]> =>
  db.query(
    `SELECT id, event, state, tries, status, problem, body::jsonb->'data' AS data,
       to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "on"
     FROM notify_deliveries WHERE company_id = $1 AND endpoint_id = $2 AND ($3::uuid IS NULL OR (made_at, id) <
       (SELECT a.made_at, a.id FROM notify_deliveries a WHERE a.company_id = $1 AND a.id = $3))
     ORDER BY made_at DESC, id DESC LIMIT $4`,
    [companyId, endpointId, page.after ?? null, page.limit + 1],
  );
