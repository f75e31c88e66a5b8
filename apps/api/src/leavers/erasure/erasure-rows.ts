import type { ErasedPlace } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { RowsErased } from '../../database/erase-rows.js';

/** Done up to and with this. `certified`: all that can be done now is, and said. */
export type ErasureStep = 'begun' | 'keys' | 'objects' | 'rows' | 'certified';

export interface Erasure {
  readonly id: string;
  readonly employeeId: string;
  readonly step: ErasureStep;
  readonly leftOn: string;
  readonly accessUntil: string;
  readonly ownWish: boolean;
  readonly begunOn: string;
  readonly rowsErased: RowsErased;
  readonly erasedOn: string | null;
  /** `SignedCertificate`, one line. */
  readonly certificate: string | null;
  readonly standing: 'interim' | 'final' | null;
}

const COLUMNS = `id, employee_id AS "employeeId", step, to_char(left_on, 'YYYY-MM-DD') AS "leftOn",
  to_char(access_until, 'YYYY-MM-DD') AS "accessUntil", own_wish AS "ownWish", to_char(begun_on, 'YYYY-MM-DD') AS "begunOn",
  rows_erased AS "rowsErased", to_char(erased_on, 'YYYY-MM-DD') AS "erasedOn", certificate, standing`;

export const erasureOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<Erasure | undefined> => {
  const rows = await db.query<Erasure[]>(
    `SELECT ${COLUMNS} FROM leavers_erasures WHERE company_id = $1 AND employee_id = $2`,
    [companyId, employeeId],
  );
  return rows[0];
};

export const erasureById = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Erasure | undefined> => {
  const rows = await db.query<Erasure[]>(
    `SELECT ${COLUMNS} FROM leavers_erasures WHERE company_id = $1 AND id = $2`,
    [companyId, id],
  );
  return rows[0];
};

/** Ids of those in which something is left to do now, oldest first. */
export const openErasures = async (db: EntityManager, companyId: string, now: Date): Promise<string[]> => {
  const rows = await db.query<{ id: string }[]>(
    `SELECT e.id FROM leavers_erasures e
     WHERE e.company_id = $1 AND e.standing IS DISTINCT FROM 'final'
       AND (e.step <> 'certified' OR EXISTS (SELECT FROM leavers_erasure_places p WHERE p.company_id = e.company_id
         AND p.erasure_id = e.id AND p.absent_on IS NULL AND p.try_after <= $2))
     ORDER BY e.begun_on, e.id`,
    [companyId, now],
  );
  return rows.map(({ id }) => id);
};

export const insertErasure = async (
  db: EntityManager,
  companyId: string,
  erasure: Pick<Erasure, 'id' | 'employeeId' | 'leftOn' | 'accessUntil' | 'ownWish' | 'begunOn'>,
): Promise<void> => {
  const { id, employeeId, leftOn, accessUntil, ownWish, begunOn } = erasure;
  await db.query(
    `INSERT INTO leavers_erasures (company_id, id, employee_id, step, left_on, access_until, own_wish, begun_on)
     VALUES ($1, $2, $3, 'begun', $4, $5, $6, $7)`,
    [companyId, id, employeeId, leftOn, accessUntil, ownWish, begunOn],
  );
};

/** Forward only: another process may be further by now. */
export const setStep = async (
  db: EntityManager,
  companyId: string,
  id: string,
  { from, to }: { readonly from: ErasureStep; readonly to: ErasureStep },
): Promise<void> => {
  await db.query('UPDATE leavers_erasures SET step = $4 WHERE company_id = $1 AND id = $2 AND step = $3', [
    companyId,
    id,
    from,
    to,
  ]);
};

export const keepRowsErased = async (
  db: EntityManager,
  companyId: string,
  id: string,
  done: { readonly rows: RowsErased; readonly on: string },
): Promise<void> => {
  await db.query(
    `UPDATE leavers_erasures SET rows_erased = $3, erased_on = $4, step = 'rows' WHERE company_id = $1 AND id = $2`,
    [companyId, id, JSON.stringify(done.rows), done.on],
  );
};

export const keepCertificate = async (
  db: EntityManager,
  companyId: string,
  id: string,
  signed: { readonly certificate: string; readonly standing: 'interim' | 'final' },
): Promise<void> => {
  await db.query(
    `UPDATE leavers_erasures SET certificate = $3, standing = $4, step = 'certified' WHERE company_id = $1 AND id = $2`,
    [companyId, id, signed.certificate, signed.standing],
  );
};

/** The repository at one location. */
export interface ErasurePlace {
  readonly locationId: string;
  readonly repositoryId: string;
  readonly location: string;
  readonly keysAbsentOn: string | null;
  readonly absentOn: string | null;
  readonly objects: number;
  readonly bytes: number;
  readonly problem: 'locked' | 'refused' | 'unreachable' | null;
  readonly problemUntil: Date | null;
  readonly tryAfter: Date;
}

/** Every location of the company: where nothing lies, that is read back too. */
export const insertPlaces = async (
  db: EntityManager,
  companyId: string,
  erasure: { readonly id: string; readonly employeeId: string },
): Promise<void> => {
  await db.query(
    `INSERT INTO leavers_erasure_places (company_id, erasure_id, location_id, repository_id, try_after)
     SELECT $1::uuid, $2::uuid, l.id, r.id, '-infinity' FROM storage_repositories r JOIN storage_locations l ON l.company_id = r.company_id
     WHERE r.company_id = $1 AND r.employee_id = $3`,
    [companyId, erasure.id, erasure.employeeId],
  );
};

export const placesOf = async (
  db: EntityManager,
  companyId: string,
  erasureId: string,
): Promise<ErasurePlace[]> =>
  (
    await db.query<(Omit<ErasurePlace, 'objects' | 'bytes'> & { objects: string; bytes: string })[]>(
      `SELECT p.location_id AS "locationId", p.repository_id AS "repositoryId", l.name AS location,
         to_char(p.keys_absent_on, 'YYYY-MM-DD') AS "keysAbsentOn", to_char(p.absent_on, 'YYYY-MM-DD') AS "absentOn",
         p.objects, p.bytes, p.problem, p.problem_until AS "problemUntil", p.try_after AS "tryAfter"
       FROM leavers_erasure_places p
       JOIN storage_locations l ON l.company_id = p.company_id AND l.id = p.location_id
       WHERE p.company_id = $1 AND p.erasure_id = $2 ORDER BY l.created_at, l.id`,
      [companyId, erasureId],
    )
  ).map((row) => ({ ...row, objects: Number(row.objects), bytes: Number(row.bytes) }));

/** True for the one that may work on it until then. */
export const claimPlace = async (
  db: EntityManager,
  companyId: string,
  erasureId: string,
  claim: { readonly locationId: string; readonly now: Date; readonly until: Date },
): Promise<boolean> => {
  const [, count] = await db.query<[unknown, number]>(
    `UPDATE leavers_erasure_places SET try_after = $5
     WHERE company_id = $1 AND erasure_id = $2 AND location_id = $3 AND try_after <= $4`,
    [companyId, erasureId, claim.locationId, claim.now, claim.until],
  );
  return count === 1;
};

/** What one try at a location did; counts add up over tries. */
export interface PlaceTried {
  readonly locationId: string;
  readonly keysAbsentOn: string | null;
  readonly absentOn: string | null;
  readonly objects: number;
  readonly bytes: number;
  readonly problem: ErasurePlace['problem'];
  readonly problemUntil: Date | null;
  readonly tryAfter: Date;
}

export const keepTry = async (
  db: EntityManager,
  companyId: string,
  erasureId: string,
  tried: PlaceTried,
): Promise<void> => {
  await db.query(
    `UPDATE leavers_erasure_places SET keys_absent_on = coalesce(keys_absent_on, $4), absent_on = coalesce(absent_on, $5),
       objects = objects + $6, bytes = bytes + $7, problem = $8, problem_until = $9, try_after = $10
     WHERE company_id = $1 AND erasure_id = $2 AND location_id = $3`,
    [
      companyId,
      erasureId,
      tried.locationId,
      tried.keysAbsentOn,
      tried.absentOn,
      tried.objects,
      tried.bytes,
      tried.problem,
      tried.problemUntil,
      tried.tryAfter,
    ],
  );
};

const WHY = {
  locked: 'The location keeps it locked.',
  refused: 'The location did not let go of it.',
  unreachable: 'The location could not be reached.',
} as const;

/** What is not gone there, for people; null where all is. */
export const notReached = (place: ErasurePlace): ErasedPlace['notReached'] =>
  place.absentOn !== null
    ? null
    : {
        why: place.problem ? WHY[place.problem] : 'It is being erased.',
        until: place.problemUntil === null ? null : place.problemUntil.toISOString().slice(0, 10),
      };
