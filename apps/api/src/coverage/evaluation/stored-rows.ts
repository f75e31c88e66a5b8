import type { PhoneState } from '@holdfast/contracts';
import type { FoundGapCode, Standing } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** Where a person stood when they were evaluated last. */
export interface StoredPerson {
  readonly employeeId: string;
  readonly standing: Standing | null;
  readonly department: string;
  readonly storedBytes: number;
  /** ISO date: of which day the newest changes of counts are. */
  readonly countedOn: string | null;
  /** When this answer was to change by time alone. */
  readonly dueAt: Date | null;
}

export interface StoredPhone {
  readonly phoneId: string;
  readonly employeeId: string;
  readonly state: PhoneState;
  readonly withinAge: boolean;
  readonly snapshots: number;
  readonly agentVersion: string;
  readonly system: string;
  readonly failingCause: string;
}

/** An open gap. */
export interface StoredGap {
  readonly employeeId: string;
  readonly code: FoundGapCode;
  readonly exempt: boolean;
}

/** What is kept of these people, all of it. */
export interface Stored {
  readonly people: ReadonlyMap<string, StoredPerson>;
  readonly phones: readonly StoredPhone[];
  readonly gaps: readonly StoredGap[];
}

export async function storedOf(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
): Promise<Stored> {
  const given = [companyId, employeeIds];
  const people = await db.query<(Omit<StoredPerson, 'storedBytes'> & { stored_bytes: string })[]>(
    `SELECT employee_id AS "employeeId", standing, department, stored_bytes, next_transition_at AS "dueAt",
       to_char(counted_on, 'YYYY-MM-DD') AS "countedOn"
     FROM coverage_people WHERE company_id = $1 AND employee_id = ANY($2::uuid[])`,
    given,
  );
  const phones = await db.query<StoredPhone[]>(
    `SELECT phone_id AS "phoneId", employee_id AS "employeeId", state, within_age AS "withinAge", snapshots,
       agent_version AS "agentVersion", system, failing_cause AS "failingCause"
     FROM coverage_states WHERE company_id = $1 AND employee_id = ANY($2::uuid[])`,
    given,
  );
  const gaps = await db.query<StoredGap[]>(
    `SELECT employee_id AS "employeeId", code, exemption_id IS NOT NULL AS exempt
     FROM coverage_gaps WHERE company_id = $1 AND employee_id = ANY($2::uuid[]) AND closed_at IS NULL`,
    given,
  );
  return {
    people: new Map(
      people.map(({ stored_bytes, ...row }) => [
        row.employeeId,
        { ...row, storedBytes: Number(stored_bytes) },
      ]),
    ),
    phones,
    gaps,
  };
}
