import type { EntityManager } from 'typeorm';

export interface AnchorRow {
  readonly seq: number;
  readonly hash: Buffer;
  readonly anchoredAt: Date;
  /** Signed, one line. */
  readonly anchor: string;
}

interface Raw {
  seq: string;
  hash: Buffer;
  anchored_at: Date;
  anchor: string;
}

const COLUMNS = 'seq, hash, anchored_at, anchor';
const toRow = ({ seq, hash, anchored_at, anchor }: Raw): AnchorRow => ({
  seq: Number(seq),
  hash,
  anchoredAt: anchored_at,
  anchor,
});

export const newestAnchor = async (db: EntityManager, companyId: string): Promise<AnchorRow | undefined> => {
  const rows = await db.query<Raw[]>(
    `SELECT ${COLUMNS} FROM audit_anchors WHERE company_id = $1 ORDER BY seq DESC LIMIT 1`,
    [companyId],
  );
  return rows.map(toRow)[0];
};

export const anchorsAfter = async (
  db: EntityManager,
  companyId: string,
  page: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<AnchorRow[]> => {
  const rows = await db.query<Raw[]>(
    `SELECT ${COLUMNS} FROM audit_anchors WHERE company_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4`,
    [companyId, page.after, page.upTo, page.limit],
  );
  return rows.map(toRow);
};

export const countAnchors = async (
  db: EntityManager,
  companyId: string,
  within: { readonly after: number; readonly upTo: number },
): Promise<number> => {
  const [row] = await db.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM audit_anchors WHERE company_id = $1 AND seq > $2 AND seq <= $3',
    [companyId, within.after, within.upTo],
  );
  return row?.count ?? 0;
};

/** Another process that anchors the same head at this moment keeps its own. */
export const insertAnchor = async (db: EntityManager, companyId: string, row: AnchorRow): Promise<void> => {
  await db.query(
    `INSERT INTO audit_anchors (company_id, seq, hash, anchored_at, anchor) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (company_id, seq) DO NOTHING`,
    [companyId, row.seq, row.hash, row.anchoredAt, row.anchor],
  );
};

/** Takes on the writing to those of the locations where it is due: never tried, or in vain before `triedBefore`. */
export const claimCopies = async (
  db: EntityManager,
  companyId: string,
  copy: { readonly seq: number; readonly locationIds: readonly string[]; now: Date; triedBefore: Date },
): Promise<string[]> => {
  const rows = await db.query<{ location_id: string }[]>(
    `INSERT INTO audit_anchor_copies AS c (company_id, seq, location_id, tried_at)
     SELECT $1, $2, id, $4 FROM unnest($3::uuid[]) AS id
     ON CONFLICT (company_id, seq, location_id) DO UPDATE SET tried_at = EXCLUDED.tried_at
       WHERE c.written_at IS NULL AND c.tried_at <= $5
     RETURNING location_id`,
    [companyId, copy.seq, copy.locationIds, copy.now, copy.triedBefore],
  );
  return rows.map((row) => row.location_id);
};

export const markWritten = async (
  db: EntityManager,
  companyId: string,
  copy: { readonly seq: number; readonly locationId: string; readonly at: Date; readonly locked: boolean },
): Promise<void> => {
  await db.query(
    `UPDATE audit_anchor_copies SET written_at = $4, locked = $5
     WHERE company_id = $1 AND seq = $2 AND location_id = $3`,
    [companyId, copy.seq, copy.locationId, copy.at, copy.locked],
  );
};

export interface CopyRow {
  readonly locationId: string;
  readonly written: boolean;
  readonly locked: boolean;
}

export const copiesOf = async (db: EntityManager, companyId: string, seq: number): Promise<CopyRow[]> => {
  const rows = await db.query<{ location_id: string; written: boolean; locked: boolean }[]>(
    `SELECT location_id, written_at IS NOT NULL AS written, locked FROM audit_anchor_copies
     WHERE company_id = $1 AND seq = $2 ORDER BY location_id`,
    [companyId, seq],
  );
  return rows.map(({ location_id, written, locked }) => ({ locationId: location_id, written, locked }));
};

/** Whether anything is to be done, in one cheap question: most of the time nothing is. */
export const anchoringDue = async (db: EntityManager, companyId: string, before: Date): Promise<boolean> => {
  const [row] = await db.query<{ due: boolean }[]>(
    `SELECT coalesce(h.seq > coalesce(a.seq, 0) AND coalesce(a.anchored_at <= $2, true), false)
         OR a.seq IS NOT NULL AND EXISTS (
           SELECT FROM storage_locations l
           LEFT JOIN audit_anchor_copies c
             ON c.company_id = l.company_id AND c.location_id = l.id AND c.seq = a.seq
           WHERE l.company_id = $1 AND c.written_at IS NULL AND coalesce(c.tried_at <= $2, true)) AS due
     FROM audit_heads h
     LEFT JOIN LATERAL (SELECT seq, anchored_at FROM audit_anchors
       WHERE company_id = $1 ORDER BY seq DESC LIMIT 1) a ON true
     WHERE h.company_id = $1`,
    [companyId, before],
  );
  return row?.due ?? false;
};
