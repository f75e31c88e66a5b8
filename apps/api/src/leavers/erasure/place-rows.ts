import type { ErasedPlace } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

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
