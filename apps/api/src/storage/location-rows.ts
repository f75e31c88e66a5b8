import type { EntityManager } from 'typeorm';

export interface S3Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
}

export interface LocationPrice {
  readonly perGibMonth: number;
  readonly currency: string;
  readonly asOf: string;
}

/** What somebody said about a location, and how it answered last. */
export interface LocationNotes {
  readonly jurisdiction: string | null;
  readonly expiresOn: string | null;
  readonly price: LocationPrice | null;
  readonly trouble: 'unreachable' | 'refused' | 'full' | 'unpaid' | null;
}

interface LocationCore {
  readonly id: string;
  readonly companyId: string;
  readonly name: string;
}
export type StoredLocation = LocationCore &
  (
    | { readonly kind: 'served-folder' }
    | { readonly kind: 's3'; readonly settings: S3Settings; readonly sealedCredentials: Buffer }
  );

interface Row {
  company_id: string;
  id: string;
  name: string;
  kind: 'served-folder' | 's3';
  settings: S3Settings;
  sealed_credentials: Buffer | null;
}

const COLUMNS = 'company_id, id, name, kind, settings, sealed_credentials';

const toLocation = (row: Row): StoredLocation => {
  const core = { id: row.id, companyId: row.company_id, name: row.name };
  if (row.kind === 'served-folder' || row.sealed_credentials === null)
    return { ...core, kind: 'served-folder' };
  return { ...core, kind: 's3', settings: row.settings, sealedCredentials: row.sealed_credentials };
};

export async function insertLocation(db: EntityManager, location: StoredLocation): Promise<void> {
  const s3 = location.kind === 's3' ? location : undefined;
  await db.query(
    `INSERT INTO storage_locations (company_id, id, name, kind, settings, sealed_credentials)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      location.companyId,
      location.id,
      location.name,
      location.kind,
      JSON.stringify(s3?.settings ?? {}),
      s3?.sealedCredentials ?? null,
    ],
  );
}

export async function locationById(
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<StoredLocation | undefined> {
  const [row] = await db.query<Row[]>(
    `SELECT ${COLUMNS} FROM storage_locations WHERE company_id = $1 AND id = $2`,
    [companyId, id],
  );
  return row && toLocation(row);
}

/** Every location of the company, in the order in which they were connected. */
export async function allLocations(db: EntityManager, companyId: string): Promise<StoredLocation[]> {
  const rows = await db.query<Row[]>(
    `SELECT ${COLUMNS} FROM storage_locations WHERE company_id = $1 ORDER BY created_at, id`,
    [companyId],
  );
  return rows.map(toLocation);
}

export interface LocationFigures {
  readonly location: StoredLocation;
  readonly storedBytes: number;
  readonly repositories: number;
  readonly snapshots: number;
  readonly notes: LocationNotes;
}

type FiguresRow = Row & {
  stored_bytes: string;
  repositories: number;
  snapshots: number;
  jurisdiction: string | null;
  expires_on: string | null;
  price: string | null;
  price_currency: string | null;
  price_as_of: string | null;
  trouble: LocationNotes['trouble'];
};

const FIGURES = `
  SELECT l.company_id, l.id, l.name, l.kind, l.settings, l.sealed_credentials, l.jurisdiction,
    to_char(l.expires_on, 'YYYY-MM-DD') AS expires_on, l.price_per_gib_month AS price, l.price_currency,
    to_char(l.price_as_of, 'YYYY-MM-DD') AS price_as_of, t.trouble,
    coalesce(h.stored_bytes, 0) AS stored_bytes, coalesce(h.repositories, 0)::int AS repositories,
    (SELECT count(*)::int FROM storage_copies c
      WHERE c.company_id = l.company_id AND c.location_id = l.id) AS snapshots
  FROM storage_locations l
  LEFT JOIN (
    SELECT location_id, sum(stored_bytes) AS stored_bytes, count(*) AS repositories
    FROM storage_holdings WHERE company_id = $1 GROUP BY location_id
  ) h ON h.location_id = l.id
  LEFT JOIN storage_health t ON t.company_id = l.company_id AND t.location_id = l.id
  WHERE l.company_id = $1`;

const toFigures = (row: FiguresRow): LocationFigures => ({
  location: toLocation(row),
  storedBytes: Number(row.stored_bytes),
  repositories: row.repositories,
  snapshots: row.snapshots,
  notes: {
    jurisdiction: row.jurisdiction,
    expiresOn: row.expires_on,
    price:
      row.price === null || row.price_currency === null || row.price_as_of === null
        ? null
        : { perGibMonth: Number(row.price), currency: row.price_currency, asOf: row.price_as_of },
    trouble: row.trouble,
  },
});

/** One location with what lies there. */
export async function figuresOfLocation(
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<LocationFigures | undefined> {
  const [row] = await db.query<FiguresRow[]>(`${FIGURES} AND l.id = $2`, [companyId, id]);
  return row && toFigures(row);
}

/** Keeps what is said; undefined stays as it is. Answers whether there is such a location. */
export async function noteLocation(
  db: EntityManager,
  companyId: string,
  id: string,
  said: {
    readonly name?: string | undefined;
    readonly jurisdiction?: string | null | undefined;
    readonly expiresOn?: string | null | undefined;
    readonly price?: LocationPrice | null | undefined;
  },
): Promise<boolean> {
  const columns: [string, unknown][] = [];
  if (said.name !== undefined) columns.push(['name', said.name]);
  if (said.jurisdiction !== undefined) columns.push(['jurisdiction', said.jurisdiction]);
  if (said.expiresOn !== undefined) columns.push(['expires_on', said.expiresOn]);
  if (said.price !== undefined) {
    columns.push(['price_per_gib_month', said.price?.perGibMonth ?? null]);
    columns.push(['price_currency', said.price?.currency ?? null], ['price_as_of', said.price?.asOf ?? null]);
  }
  const set = columns.map(([column], index) => `${column} = $${String(index + 3)}`);
  const [, rows] = await db.query<[unknown, number]>(
    `UPDATE storage_locations SET ${set.length === 0 ? 'name = name' : set.join(', ')} WHERE company_id = $1 AND id = $2`,
    [companyId, id, ...columns.map(([, value]) => value)],
  );
  return rows === 1;
}

/** Locations with what lies there, by id, from the one after `after`. */
export async function locationFigures(
  db: EntityManager,
  companyId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<{ rows: LocationFigures[]; total: number }> {
  const rows = await db.query<FiguresRow[]>(
    `${FIGURES} AND ($2::uuid IS NULL OR l.id > $2::uuid) ORDER BY l.id LIMIT $3`,
    [companyId, page.after ?? null, page.limit],
  );
  const [count] = await db.query<{ total: number }[]>(
    'SELECT count(*)::int AS total FROM storage_locations WHERE company_id = $1',
    [companyId],
  );
  return { rows: rows.map(toFigures), total: count?.total ?? 0 };
}
