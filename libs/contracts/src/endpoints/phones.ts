import { z } from 'zod';
import { Gap } from '../gap-codes.js';
import { CommitFacts } from '../facts/commit-facts.js';
import { CauseClass } from '../cause-classes.js';
import { Platform } from '../platforms.js';
import { PhoneState } from './coverage.js';
import { endpoint } from './endpoint.js';
import { Bytes, DateOnly, IdParams, PageQuery, pageOf } from './paging.js';

/**
 * The one thing that the phone's person has to do now, while a run waits for it. In seconds, as of the moment at which it
 * is told: nothing here is a moment that could be kept, and it is told only while the run is live (product rule 8).
 */
export const WaitingFor = z.object({
  /** Allow this computer on the phone (Android) · unlock the phone · tap Trust · type the passcode on the phone. */
  step: z.enum(['allow', 'unlock', 'trust', 'passcode']),
  /** How long ago the phone's person was asked. */
  askedSecondsAgo: z.int().min(0).max(86_400),
  /** After these the phone gives up (three minutes for a passcode); null: it waits until somebody comes. */
  secondsLeft: z.int().min(0).max(3_600).nullable(),
});
export type WaitingFor = z.infer<typeof WaitingFor>;

export const PhoneRow = z.object({
  id: z.uuid(),
  label: z.string(),
  platform: Platform,
  model: z.string().nullable(),
  osVersion: z.string().nullable(),
  employee: z.object({ id: z.uuid(), name: z.string(), department: z.string().nullable() }),
  state: PhoneState,
  attached: z.boolean(),
  gaps: z.array(Gap),
  newestSnapshotOn: DateOnly.nullable(),
  copies: z.int(),
  /** Null for who may not read figures. */
  snapshots: z.int().nullable(),
  /** A backup of it runs now. */
  running: z.boolean(),
  /** What that backup waits for; null: for nothing. */
  waitingFor: WaitingFor.nullable(),
});
export type PhoneRow = z.infer<typeof PhoneRow>;

export const RunKind = z.enum(['backup', 'restore', 'verify', 'drill']);
export const RunOutcome = z.enum(['running', 'completed', 'interrupted', 'failed', 'cancelled']);

/** What the run does now, in the order in which it happens. */
export const RunPhase = z.enum([
  'waiting',
  'scanning',
  'reading',
  'uploading',
  'committing',
  'verifying',
  'done',
]);

export const RunProgress = z.object({
  phase: RunPhase,
  filesDone: z.int().nonnegative(),
  filesTotal: z.int().nonnegative().nullable(),
  bytesDone: Bytes,
  bytesTotal: Bytes.nullable(),
  bytesPerSecond: Bytes.nullable(),
  /** Absent: for nobody. Goes with the phase `waiting`, and away with the end of the run. */
  waitingFor: WaitingFor.optional(),
});
export type RunProgress = z.infer<typeof RunProgress>;

/** Progress as the console is told: what it does for everybody there, how much of it only for who may read figures. */
export const ShownProgress = RunProgress.extend({
  filesDone: z.int().nonnegative().nullable(),
  bytesDone: Bytes.nullable(),
});

export const RunRow = z.object({
  id: z.uuid(),
  kind: RunKind,
  outcome: RunOutcome,
  on: DateOnly,
  progress: ShownProgress.nullable(),
  cause: CauseClass.nullable(),
  sentence: z.string(),
});

export const PhoneDetail = PhoneRow.extend({
  policy: z.object({ id: z.uuid(), name: z.string(), version: z.int() }),
  workstation: z.object({ id: z.uuid(), label: z.string(), lastSeenOn: DateOnly.nullable() }),
  acknowledged: z.object({ noticeVersion: z.int(), on: DateOnly }).nullable(),
  currentRun: RunRow.nullable(),
  protects: z.string(),
});

/** A version of the phone on its timeline. `bytes`: what the phone held; `storedBytes`: what was new and sent. */
export const SnapshotRow = z.object({
  id: z.uuid(),
  takenOn: DateOnly,
  files: z.int(),
  bytes: Bytes,
  storedBytes: Bytes,
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  leftOut: CommitFacts.shape.leftOut,
  copies: z.array(
    z.object({ location: z.string(), provenOn: DateOnly.nullable(), provenBy: z.enum(['server', 'agent']) }),
  ),
});

const releases = {
  method: 'DELETE',
  tag: 'phones',
  auth: 'session',
  params: IdParams,
  status: 204,
  errors: ['not-found'],
} as const;

export const phoneEndpoints = {
  listPhones: endpoint({
    id: 'listPhones',
    method: 'GET',
    path: '/api/v1/phones',
    tag: 'phones',
    summary: 'Enrolled phones with their state',
    auth: 'session',
    permission: 'coverage.read',
    looks: 'everybody',
    withheld: [{ path: 'items.snapshots', unless: 'figures.read' }],
    query: PageQuery.extend({
      state: PhoneState.optional(),
      platform: Platform.optional(),
      q: z.string().max(120).optional(),
    }),
    status: 200,
    response: pageOf(PhoneRow),
    errors: [],
  }),
  getPhone: endpoint({
    id: 'getPhone',
    method: 'GET',
    path: '/api/v1/phones/:id',
    tag: 'phones',
    summary: 'One phone',
    auth: 'session',
    permission: 'coverage.read',
    looks: 'phone',
    withheld: [
      { path: 'snapshots', unless: 'figures.read' },
      { path: 'currentRun.progress.filesDone', unless: 'figures.read' },
      { path: 'currentRun.progress.filesTotal', unless: 'figures.read' },
      { path: 'currentRun.progress.bytesDone', unless: 'figures.read' },
      { path: 'currentRun.progress.bytesTotal', unless: 'figures.read' },
      { path: 'currentRun.progress.bytesPerSecond', unless: 'figures.read' },
    ],
    params: IdParams,
    status: 200,
    response: PhoneDetail,
    errors: ['not-found'],
  }),
  listSnapshots: endpoint({
    id: 'listSnapshots',
    method: 'GET',
    path: '/api/v1/phones/:id/snapshots',
    tag: 'phones',
    summary: "A phone's versions, newest first",
    auth: 'session',
    permission: 'figures.read',
    looks: 'phone',
    params: IdParams,
    query: PageQuery,
    status: 200,
    response: pageOf(SnapshotRow),
    errors: ['not-found'],
  }),
  listRuns: endpoint({
    id: 'listRuns',
    method: 'GET',
    path: '/api/v1/phones/:id/runs',
    tag: 'phones',
    summary: "A phone's runs, newest first",
    auth: 'session',
    permission: 'figures.read',
    looks: 'phone',
    params: IdParams,
    query: PageQuery,
    status: 200,
    response: pageOf(RunRow),
    errors: ['not-found'],
  }),
  queueCommand: endpoint({
    id: 'queueCommand',
    method: 'POST',
    path: '/api/v1/phones/:id/commands',
    tag: 'phones',
    summary: 'Ask the agent to back up or verify at its next check-in',
    auth: 'session',
    permission: 'phones.command',
    params: IdParams,
    body: z.strictObject({ kind: z.enum(['backup', 'verify']) }),
    status: 202,
    response: z.object({ id: z.uuid() }),
    errors: ['not-found'],
  }),
  releasePhone: endpoint({
    ...releases,
    id: 'releasePhone',
    path: '/api/v1/phones/:id/enrolment',
    summary: 'Stop protecting a phone that is lost, sold or given back: what is backed up stays',
    permission: 'phones.release',
  }),
  releaseOwnPhone: endpoint({
    ...releases,
    id: 'releaseOwnPhone',
    path: '/api/v1/account/phones/:id/enrolment',
    summary: "Stop protecting one of one's own phones: what is backed up stays",
    permission: 'own',
  }),
};
