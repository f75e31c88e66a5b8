import { SsoSettings, SsoTest } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { Connection } from './connection.js';

interface Row {
  company_id: string;
  id: string;
  name: string;
  live: unknown;
  draft: unknown;
  test: unknown;
  tested_hash: string | null;
  metadata_read_at: Date | null;
  our_certificate: string;
  our_key_sealed: Buffer;
}

const COLUMNS =
  'company_id, id, name, live, draft, test, tested_hash, metadata_read_at, our_certificate, our_key_sealed';

const toConnection = (row: Row): Connection => ({
  companyId: row.company_id,
  id: row.id,
  name: row.name,
  live: row.live === null ? null : SsoSettings.parse(row.live),
  draft: row.draft === null ? null : SsoSettings.parse(row.draft),
  test: row.test === null ? null : SsoTest.parse(row.test),
  testedHash: row.tested_hash,
  metadataReadAt: row.metadata_read_at,
  ourCertificate: row.our_certificate,
  ourKeySealed: row.our_key_sealed,
});

/** False when the company has a connection of this name already. */
export const insertConnection = async (db: EntityManager, connection: Connection): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `INSERT INTO sso_connections (company_id, id, name, our_certificate, our_key_sealed)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (company_id, name) DO NOTHING RETURNING id`,
    [
      connection.companyId,
      connection.id,
      connection.name,
      connection.ourCertificate,
      connection.ourKeySealed,
    ],
  );
  return rows.length === 1;
};

export const connectionById = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Connection | undefined> => {
  const rows: Row[] = await db.query(
    `SELECT ${COLUMNS} FROM sso_connections WHERE company_id = $1 AND id = $2`,
    [companyId, id],
  );
  return rows[0] && toConnection(rows[0]);
};

/** The same, and nobody else changes it before this transaction ends. */
export const lockedConnection = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Connection | undefined> => {
  const rows: Row[] = await db.query(
    `SELECT ${COLUMNS} FROM sso_connections WHERE company_id = $1 AND id = $2 FOR UPDATE`,
    [companyId, id],
  );
  return rows[0] && toConnection(rows[0]);
};

export const allConnections = async (db: EntityManager, companyId: string): Promise<Connection[]> => {
  const rows: Row[] = await db.query(
    `SELECT ${COLUMNS} FROM sso_connections WHERE company_id = $1 ORDER BY created_at, id`,
    [companyId],
  );
  return rows.map(toConnection);
};

/** Live connections whose metadata has an address and was not read for a day. */
export const connectionsToRefresh = async (
  db: EntityManager,
  companyId: string,
  readBefore: Date,
  /** The same where the last try failed. */
  retryBefore: Date,
): Promise<Connection[]> => {
  const rows: Row[] = await db.query(
    `SELECT ${COLUMNS} FROM sso_connections
     WHERE company_id = $1 AND live ->> 'metadataUrl' IS NOT NULL
       AND metadata_read_at < CASE WHEN metadata_failing_since IS NULL THEN $2::timestamptz ELSE $3 END`,
    [companyId, readBefore, retryBefore],
  );
  return rows.map(toConnection);
};

/** Keeps what of a connection can change. */
export const updateConnection = async (db: EntityManager, connection: Connection): Promise<void> => {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  await db.query(
    `UPDATE sso_connections SET live = $3, draft = $4, test = $5, tested_hash = $6, metadata_read_at = $7
     WHERE company_id = $1 AND id = $2`,
    [
      connection.companyId,
      connection.id,
      json(connection.live),
      json(connection.draft),
      json(connection.test),
      connection.testedHash,
      connection.metadataReadAt,
    ],
  );
};

/** Keeps certificates that the provider's metadata lists now. For the job, which may change nothing else. */
export const updateLive = async (
  db: EntityManager,
  connection: Connection,
  live: SsoSettings,
  { at, failed }: { readonly at: Date; readonly failed: boolean },
): Promise<void> => {
  await db.query(
    `UPDATE sso_connections SET live = $3, metadata_read_at = $4,
       metadata_failing_since = CASE WHEN $5 THEN coalesce(metadata_failing_since, $4) END
     WHERE company_id = $1 AND id = $2`,
    [connection.companyId, connection.id, JSON.stringify(live), at, failed],
  );
};

export const deleteConnection = async (db: EntityManager, companyId: string, id: string): Promise<void> => {
  await db.query('DELETE FROM sso_connections WHERE company_id = $1 AND id = $2', [companyId, id]);
};
