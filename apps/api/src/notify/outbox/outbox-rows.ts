import type { EntityManager } from 'typeorm';

/** What a message is about; its words are written when it is sent. */
export type NewMail =
  | {
      readonly kind: 'reminder';
      readonly employeeId: string;
      readonly about: { readonly announcement?: { readonly to: 'manager' | 'admin'; readonly on: string } };
    }
  | { readonly kind: 'alert'; readonly employeeId: string; readonly about: { readonly alertId: string } }
  | {
      readonly kind: 'digest';
      readonly employeeId: string;
      readonly about: { readonly since: string; readonly until: string };
    }
  | {
      readonly kind: 'escalation';
      readonly employeeId: string;
      readonly about: { readonly people: readonly string[] };
    };

export type QueuedMail = NewMail & { readonly id: string; readonly tries: number; readonly queuedAt: Date };

/** Answers the ids. */
export async function queueMail(
  db: EntityManager,
  companyId: string,
  mails: readonly NewMail[],
  now: Date,
): Promise<string[]> {
  if (mails.length === 0) return [];
  const rows = await db.query<{ id: string }[]>(
    `INSERT INTO notify_outbox (company_id, id, kind, employee_id, about, queued_at, next_at)
     SELECT $1, gen_random_uuid(), kind, employee_id, about, $5, $5
     FROM unnest($2::text[], $3::uuid[], $4::jsonb[]) AS m (kind, employee_id, about) RETURNING id`,
    [
      companyId,
      mails.map(({ kind }) => kind),
      mails.map(({ employeeId }) => employeeId),
      mails.map(({ about }) => JSON.stringify(about)),
      now,
    ],
  );
  return rows.map(({ id }) => id);
}

/** One letter for all whom a manager is told of: it waits for a quarter of an hour, and others join it. */
export async function queueEscalation(
  db: EntityManager,
  companyId: string,
  { managerId, employeeId }: { readonly managerId: string; readonly employeeId: string },
  now: Date,
): Promise<void> {
  const joined = await db.query<[unknown, number]>(
    `UPDATE notify_outbox SET about = jsonb_set(about, '{people}', (about->'people') || to_jsonb($3::text))
     WHERE company_id = $1 AND id = (SELECT id FROM notify_outbox WHERE company_id = $1 AND employee_id = $2
       AND kind = 'escalation' AND state = 'waiting' AND tries = 0 AND jsonb_array_length(about->'people') < 200
       ORDER BY queued_at LIMIT 1 FOR UPDATE)`,
    [companyId, managerId, employeeId],
  );
  if (joined[1] > 0) return;
  await db.query(
    `INSERT INTO notify_outbox (company_id, id, kind, employee_id, about, queued_at, next_at)
     VALUES ($1, gen_random_uuid(), 'escalation', $2, jsonb_build_object('people', jsonb_build_array($3::text)), $4,
       $4::timestamptz + interval '15 minutes')`,
    [companyId, managerId, employeeId, now],
  );
}

interface Row {
  id: string;
  kind: NewMail['kind'];
  employee_id: string;
  about: unknown;
  tries: number;
  queued_at: Date;
}

const toMail = (row: Row): QueuedMail =>
  ({
    id: row.id,
    kind: row.kind,
    employeeId: row.employee_id,
    about: row.about,
    tries: row.tries,
    queuedAt: row.queued_at,
  }) as QueuedMail;

const RETURNED = 'o.id, o.kind, o.employee_id, o.about, o.tries, o.queued_at';

/**
 * Takes messages to send: a try is counted before it is made, and until `leaseUntil` they are nobody else's. A reminder of which
 * a process that died may have sent it is not sent again; the others are, under the same Message-ID.
 */
export async function claimMails(
  db: EntityManager,
  companyId: string,
  { now, leaseUntil, limit }: { readonly now: Date; readonly leaseUntil: Date; readonly limit: number },
): Promise<QueuedMail[]> {
  const [rows] = await db.query<[Row[], number]>(
    `UPDATE notify_outbox o SET tries = o.tries + 1, next_at = $3,
       state = CASE WHEN o.state = 'sending' AND o.kind = 'reminder' THEN 'unsure' ELSE 'sending' END
     FROM (SELECT id FROM notify_outbox WHERE company_id = $1 AND state IN ('waiting', 'sending') AND next_at <= $2
       ORDER BY next_at LIMIT $4 FOR UPDATE SKIP LOCKED) due
     WHERE o.company_id = $1 AND o.id = due.id RETURNING ${RETURNED}, o.state`,
    [companyId, now, leaseUntil, limit],
  );
  return (rows as (Row & { state: string })[]).filter(({ state }) => state === 'sending').map(toMail);
}

/** One certain message, if nobody has taken it: for whoever waits for the answer. */
export async function claimMail(
  db: EntityManager,
  companyId: string,
  id: string,
  leaseUntil: Date,
): Promise<void> {
  await db.query(
    `UPDATE notify_outbox SET tries = tries + 1, next_at = $3, state = 'sending' WHERE company_id = $1 AND id = $2`,
    [companyId, id, leaseUntil],
  );
}

export type Settled = 'sent' | 'unsure' | 'refused' | 'dropped';

export async function settleMail(
  db: EntityManager,
  companyId: string,
  id: string,
  state: Settled,
): Promise<void> {
  await db.query('UPDATE notify_outbox SET state = $3 WHERE company_id = $1 AND id = $2', [
    companyId,
    id,
    state,
  ]);
}

/** `counted`: whether the try was one; a message that only waits for the morning was not tried. */
export async function postponeMail(
  db: EntityManager,
  companyId: string,
  id: string,
  { nextAt, counted }: { readonly nextAt: Date; readonly counted: boolean },
): Promise<void> {
  await db.query(
    `UPDATE notify_outbox SET state = 'waiting', next_at = $3, tries = tries - $4::int WHERE company_id = $1 AND id = $2`,
    [companyId, id, nextAt, counted ? 0 : 1],
  );
}
