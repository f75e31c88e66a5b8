import { z } from 'zod';
import { CauseClass } from '../../cause-classes.js';
import { CommitFacts } from '../../facts/commit-facts.js';
import { ObjectName } from '../../objects/object-name.js';
import { endpoint } from '../endpoint.js';
import { IdParams, Moment } from '../paging.js';
import { RunKind, RunProgress } from '../phones.js';

export const StartRun = z.strictObject({
  /** Made by the agent: the same id again is the same run (a lost reply costs nothing). */
  runId: z.uuid(),
  phoneId: z.uuid(),
  kind: RunKind,
});

export const ReportRun = z.strictObject({
  progress: RunProgress.optional(),
  outcome: z.enum(['completed', 'interrupted', 'failed', 'cancelled']).optional(),
  cause: CauseClass.optional(),
});

/** One writer per phone. `fence` grows with each holder; a commit carries the one it began with. */
export const Lease = z.object({ fence: z.int(), expiresAt: Moment });

export const CommitSnapshot = z.strictObject({
  runId: z.uuid(),
  phoneId: z.uuid(),
  repositoryId: z.uuid(),
  locationId: z.uuid(),
  /** Name of the snapshot object, which is in the location already, as is everything it names. */
  objectName: ObjectName,
  takenAt: Moment,
  fence: z.int(),
  facts: CommitFacts,
});
export type CommitSnapshot = z.infer<typeof CommitSnapshot>;

export const SnapshotCommitted = z.object({ snapshotId: z.uuid(), committedAt: Moment, copies: z.int() });

export const agentRunEndpoints = {
  startRun: endpoint({
    id: 'startRun',
    method: 'POST',
    path: '/agent/v1/runs',
    tag: 'agent',
    summary: 'A run begins',
    auth: 'agent',
    body: StartRun,
    status: 201,
    response: z.object({ runId: z.uuid() }),
    errors: ['not-found'],
  }),
  reportRun: endpoint({
    id: 'reportRun',
    method: 'PATCH',
    path: '/agent/v1/runs/:id',
    tag: 'agent',
    summary: 'Progress (at most one a second), then the outcome',
    auth: 'agent',
    params: IdParams,
    body: ReportRun,
    status: 204,
    errors: ['not-found'],
  }),
  takeLease: endpoint({
    id: 'takeLease',
    method: 'POST',
    path: '/agent/v1/leases',
    tag: 'agent',
    summary: 'Become the one writer of a phone for five minutes, or stay it',
    auth: 'agent',
    body: z.strictObject({ phoneId: z.uuid(), fence: z.int().optional() }),
    status: 200,
    response: Lease,
    errors: ['not-found', 'lease-held'],
  }),
  commitSnapshot: endpoint({
    id: 'commitSnapshot',
    method: 'POST',
    path: '/agent/v1/snapshots',
    tag: 'agent',
    summary: 'Commit: everything the snapshot names is proven present, then it is recorded (idempotent)',
    auth: 'agent',
    body: CommitSnapshot,
    status: 201,
    response: SnapshotCommitted,
    errors: ['not-found', 'commit-incomplete', 'lease-stale'],
  }),
};
