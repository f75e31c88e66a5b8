import { randomUUID } from 'node:crypto';
import type { CommitSnapshot as Commit, Platform, SnapshotCommitted } from '@holdfast/contracts';
import { scopeAskedOf } from '@holdfast/policy';
import type { z } from 'zod';
import { StorageError } from '@holdfast/storage/maintenance';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { JudgeCommit } from '../anomalies/index.js';
import { Coverage } from '../coverage/index.js';
import { Tenant } from '../database/index.js';
import type { AgentCaller } from '../http/index.js';
import { Notices } from '../notices/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { DomainError, notFound } from '../problems/index.js';
import { countCopies, Locations, ownsRepository, recordCopy, settleUploads } from '../storage/index.js';
import { containedCategories } from './contained-categories.js';
import { requireEnrolled } from './enrolled-phone.js';
import { leaseOf } from './lease-rows.js';
import { type Proof, proveSnapshot } from './prove-snapshot.js';
import { markProven, runById } from './run-rows.js';
import {
  insertSnapshot,
  newestTakenAt,
  parentObjects,
  type Snapshot,
  snapshotOfObject,
} from './snapshot-rows.js';

type Committed = z.infer<typeof SnapshotCommitted>;

/**
 * The commit: everything that a snapshot names is proven present at the location, then it is recorded, in one
 * transaction with its copy and the phone's new state. The location is asked between two short transactions, never in
 * one. The same commit again answers the same.
 */
@Injectable()
export class CommitSnapshot {
  constructor(
    private readonly tenant: Tenant,
    private readonly locations: Locations,
    private readonly coverage: Coverage,
    private readonly policies: EffectivePolicies,
    private readonly notices: Notices,
    private readonly anomalies: JudgeCommit,
  ) {}

  /**
   * @throws DomainError `not-found`; `notice-open` once the acknowledgement is withdrawn; `commit-incomplete` (upload what lacks, then again); `lease-stale` (another
   * workstation took the phone over: its next run goes on from here); `storage-unreachable` (a retry helps)
   */
  async run(caller: AgentCaller, commit: Commit): Promise<Committed> {
    const { companyId } = caller;
    const { location, parents, recorded, platform } = await this.tenant.run(companyId, (db) =>
      this.prepare(db, caller, commit),
    );
    if (recorded) return recorded;
    const proof = await this.locations.use(location, commit.repositoryId, ({ objects }) =>
      proveSnapshot(objects, commit.objectName, parents).catch(refuseUnreadable),
    );
    return this.tenant.run(companyId, (db) => this.record(db, caller, commit, { ...proof, platform }));
  }

  private async prepare(db: EntityManager, caller: AgentCaller, commit: Commit) {
    const { companyId, employeeId, agentId } = caller;
    const platform = await requireEnrolled(db, caller, commit.phoneId);
    const run = await runById(db, companyId, commit.runId);
    if (run?.agentId !== agentId || run.phoneId !== commit.phoneId || run.kind !== 'backup') throw notFound();
    if (!(await ownsRepository(db, companyId, commit.repositoryId, employeeId))) throw notFound();
    const location = await this.locations.one(db, companyId, commit.locationId);
    const existing = await this.existing(db, commit, companyId);
    if (!existing) await this.notices.requireNotWithdrawn(db, companyId, employeeId);
    if (!existing) await requireFence(await leaseOf(db, companyId, commit.phoneId), caller, commit);
    const key = { companyId, repositoryId: commit.repositoryId, locationId: commit.locationId };
    const parents = await parentObjects(db, key);
    const repeat = existing !== undefined && parents.includes(commit.objectName);
    const recorded = repeat ? await answer(db, existing) : undefined;
    if (repeat) await markProven(db, companyId, commit.runId, existing.id);
    const others = parents.filter((name) => name !== commit.objectName);
    return { location, parents: others, recorded, platform };
  }

  private async record(
    db: EntityManager,
    caller: AgentCaller,
    commit: Commit,
    proof: Proof & { readonly platform: Platform },
  ): Promise<Committed> {
    const { companyId } = caller;
    // Locks the phone's lease first: commits of one phone are recorded one after the other.
    const lease = await leaseOf(db, companyId, commit.phoneId, 'FOR UPDATE');
    let snapshot = await this.existing(db, commit, companyId);
    const committedAt = new Date();
    if (!snapshot) {
      requireFence(lease, caller, commit);
      const { policy } = await this.policies.forEmployee(db, companyId, caller.employeeId);
      const previous = await newestTakenAt(db, companyId, commit.phoneId);
      await insertSnapshot(db, {
        id: randomUUID(),
        companyId,
        phoneId: commit.phoneId,
        repositoryId: commit.repositoryId,
        runId: commit.runId,
        objectName: commit.objectName,
        takenAt: clampTakenAt(new Date(commit.takenAt), previous, committedAt),
        committedAt,
        categories: containedCategories(scopeAskedOf(policy.scope, proof.platform), commit.facts),
        facts: commit.facts,
      });
      snapshot = await this.existing(db, commit, companyId);
    }
    if (!snapshot) throw new Error('the snapshot was not recorded');
    const { locationId, repositoryId } = commit;
    const { segments, newObjects } = proof;
    await recordCopy(db, {
      companyId,
      snapshotId: snapshot.id,
      locationId,
      provenAt: committedAt,
      segments,
      objects: newObjects.length,
    });
    await settleUploads(db, { companyId, locationId, repositoryId }, newObjects);
    await markProven(db, companyId, commit.runId, snapshot.id);
    await this.anomalies.run(
      db,
      companyId,
      { phoneId: commit.phoneId, snapshotId: snapshot.id },
      committedAt,
    );
    await this.coverage.factsChanged(db, companyId, { phoneId: commit.phoneId });
    return answer(db, snapshot);
  }

  /** The snapshot of this object, if it is recorded. An object belongs to one phone for ever. */
  private async existing(
    db: EntityManager,
    commit: Commit,
    companyId: string,
  ): Promise<Snapshot | undefined> {
    const found = await snapshotOfObject(db, companyId, commit.repositoryId, commit.objectName);
    if (found && found.phoneId !== commit.phoneId) throw notFound();
    return found;
  }
}

/** A lease that ran out but that nobody took still has its fence: nobody else wrote in between. */
function requireFence(
  lease: { readonly fence: number; readonly agentId: string } | undefined,
  caller: AgentCaller,
  commit: Commit,
): void {
  if (lease?.fence === commit.fence && lease.agentId === caller.agentId) return;
  throw new DomainError(
    'lease-stale',
    'Another workstation became the writer of this phone after this run began, so nothing was recorded. What was ' +
      'uploaded stays and the next run uses it. Take a new lease and back up again.',
  );
}

/** Between the phone's previous snapshot and now: a clock that is wrong cannot reorder or postdate versions. */
export function clampTakenAt(takenAt: Date, previous: Date | undefined, now: Date): Date {
  if (takenAt > now) return now;
  if (previous && takenAt < previous) return previous;
  return takenAt;
}

async function answer(db: EntityManager, snapshot: Snapshot): Promise<Committed> {
  const copies = await countCopies(db, snapshot.companyId, snapshot.id);
  return { snapshotId: snapshot.id, committedAt: snapshot.committedAt.toISOString(), copies };
}

/** An object that is not of the format is as good as absent. */
function refuseUnreadable(error: unknown): never {
  if (error instanceof StorageError && ['object-altered', 'format-unsupported'].includes(error.code)) {
    throw new DomainError('commit-incomplete', `${error.message} Nothing was recorded; back up again.`);
  }
  throw error;
}
