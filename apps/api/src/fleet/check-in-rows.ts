import type { Command } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { type Prepared, runPrepared } from '../database/index.js';

/** What an agent said of its workstation. */
export interface CheckInFacts {
  readonly workstationId: string;
  readonly agentVersion: string;
  readonly attach: readonly { readonly phoneId: string; readonly attach: string }[];
  readonly finishedCommands: readonly string[];
}

/** Only what changed is written. Phones that are not enrolled here are passed over. */
const RECORD: Prepared = {
  name: 'check-in-record',
  text: `
    WITH versioned AS (
      UPDATE fleet_agents SET version = $3
      WHERE company_id = $1 AND workstation_id = $2 AND revoked_at IS NULL AND version <> $3
    ), finished AS (
      UPDATE fleet_commands SET finished_at = now()
      WHERE company_id = $1 AND workstation_id = $2 AND id = ANY ($6::uuid[]) AND finished_at IS NULL
    ), attached AS (
      UPDATE fleet_enrolments n SET attach = s.attach, attach_at = now()
      FROM unnest($4::uuid[], $5::text[]) AS s (phone_id, attach)
      WHERE n.company_id = $1 AND n.workstation_id = $2 AND n.phone_id = s.phone_id AND n.attach <> s.attach
      RETURNING n.phone_id
    ), returned AS (
      UPDATE fleet_workstations SET last_seen_at = now()
      WHERE company_id = $1 AND id = $2 AND last_seen_at < now() - interval '1 day' RETURNING id
    )
    SELECT phone_id AS "phoneId" FROM attached
    UNION
    SELECT n.phone_id FROM fleet_enrolments n JOIN returned r ON n.workstation_id = r.id WHERE n.company_id = $1`,
};

/** Answers the phones whose attach state changed, and all of a workstation that was not seen for a day. */
export const recordCheckIn = async (
  db: EntityManager,
  companyId: string,
  { workstationId, agentVersion, attach, finishedCommands }: CheckInFacts,
): Promise<string[]> => {
  const rows = await runPrepared<{ phoneId: string }>(db, RECORD, [
    companyId,
    workstationId,
    agentVersion,
    attach.map((one) => one.phoneId),
    attach.map((one) => one.attach),
    finishedCommands,
  ]);
  return rows.map(({ phoneId }) => phoneId);
};

/** Whose check-in it is. */
export interface CheckInCaller {
  readonly companyId: string;
  readonly workstationId: string;
  readonly agentId: string;
  readonly employeeId: string;
}

/** All that an agent is told. Null: there is none. */
export interface CheckInNews {
  readonly policyId: string | null;
  readonly policyVersion: number | null;
  readonly noticeVersion: number | null;
  /** Number of the company's recovery key. */
  readonly keyNumber: number | null;
  /** The statement that the employee acknowledged, if that is the newest thing they did about it. */
  readonly acknowledgedSha256: string | null;
  /** A run of this agent is running. */
  readonly running: boolean;
  /** How long ago the newest change of what is attached was; null: it never changed. */
  readonly changedMsAgo: number | null;
  /** The phones enrolled on the workstation, each with when its newest committed snapshot was taken. */
  readonly snapshots:
    readonly { readonly phoneId: string; readonly newestSnapshotAt: string | null }[] | null;
  /** Commands that wait, oldest first, 100 at most. */
  readonly commands: readonly Command[] | null;
}

/** A check-in with who says it. `said`: undefined, where it is recorded already. */
export interface CheckInAsked {
  readonly caller: CheckInCaller;
  readonly said: CheckInFacts | undefined;
}

/** No row of a place, and nothing written: what the agent says is not what is known (its version, what is attached). */
export const CHECK_INS: Prepared = {
  name: 'check-ins',
  text: `SELECT place, policy_id AS "policyId", policy_version AS "policyVersion", notice_version AS "noticeVersion",
    key_number AS "keyNumber",
    acknowledged_sha256 AS "acknowledgedSha256", running, changed_ms_ago AS "changedMsAgo", snapshots, commands
    FROM fleet_check_ins($1, $2, $3, $4, $5, $6, $7, $8)`,
};

/** Places count from 1. */
export const checkInValues = (companyId: string, asked: readonly CheckInAsked[]): unknown[] => {
  const phones = asked.flatMap(({ said }, at) =>
    (said?.attach ?? []).map((one) => ({ ...one, place: at + 1 })),
  );
  return [
    companyId,
    asked.map(({ caller }) => caller.agentId),
    asked.map(({ caller }) => caller.workstationId),
    asked.map(({ caller }) => caller.employeeId),
    asked.map(({ said }) => said?.agentVersion ?? null),
    phones.map(({ place }) => place),
    phones.map(({ phoneId }) => phoneId),
    phones.map(({ attach }) => attach),
  ];
};
