import type { Answer, RowOf } from '../api/call';
import type { listGaps } from '../client/fn/coverage/list-gaps';
import type { overview } from '../client/fn/coverage/overview';
import type { listPhones } from '../client/fn/phones/list-phones';
import type { listSnapshots } from '../client/fn/phones/list-snapshots';
import type { getPhone } from '../client/fn/phones/get-phone';
import type { getPolicy } from '../client/fn/policies/get-policy';
import { ID } from './show-page';

export const page = <Row>(items: Row[], nextCursor: string | null = null, total = items.length) => ({
  items,
  nextCursor,
  total,
});

export const employee = { id: ID, name: 'Lea Brandt', department: 'Finance' };

export const gap = {
  code: 'never-backed-up' as const,
  severity: 'lost' as const,
  since: '2026-01-01',
  sentence: 'No backup of this phone has ever finished.',
  nextStep: 'Lea plugs the phone in.',
};

export const phoneRow: RowOf<typeof listPhones> = {
  id: ID,
  label: 'Work phone',
  platform: 'android',
  model: 'Pixel 8',
  osVersion: '16',
  employee,
  state: 'never-backed-up',
  attached: false,
  gaps: [gap],
  newestSnapshotOn: null,
  copies: 0,
  snapshots: 0,
  running: false,
  waitingFor: null,
};

export const phoneDetail: Answer<typeof getPhone> = {
  ...phoneRow,
  policy: { id: ID, name: 'Default', version: 2 },
  workstation: { id: ID, label: 'Laptop', lastSeenOn: '2026-01-02' },
  acknowledged: { noticeVersion: 1, on: '2026-01-01' },
  currentRun: null,
  protects: 'Photos and contacts',
};

export const version: RowOf<typeof listSnapshots> = {
  id: ID,
  takenOn: '2026-01-02',
  files: 1200,
  bytes: 3 * 1024 ** 3,
  storedBytes: 1024 ** 2,
  added: 12,
  changed: 1,
  removed: 0,
  leftOut: [{ category: 'documents', cause: 'permission-denied', count: 4 }],
  copies: [{ location: 'Frankfurt', provenOn: '2026-01-02', provenBy: 'server' }],
};

export const openGap: RowOf<typeof listGaps> = {
  ...gap,
  id: ID,
  employee,
  phone: { id: ID, label: 'Work phone' },
  whose: 'employee',
  policyId: ID,
  owner: null,
  incidentId: null,
  exemptUntil: null,
};

export const overviewAnswer: Answer<typeof overview> = {
  headline: {
    inScope: 440,
    protected: 388,
    notProtected: 31,
    noPhone: 21,
    segments: { unknown: 0, waiting: 14, inGrace: 2, exempt: 0, declined: 0, atRisk: 11, neverBackedUp: 4 },
  },
  factsAsOf: '2026-01-02',
  gapsByCause: [
    { code: 'overdue', count: 7, sinceYesterday: 1 },
    { code: 'never-backed-up', count: 14, sinceYesterday: -2 },
    { code: 'partial', count: 0, sinceYesterday: 0 },
  ],
  protectedSinceYesterday: 3,
  incidents: [],
  oldestGaps: [openGap],
  storage: { locations: 1, storedBytes: 1024 ** 4, snapshots: 12 },
  firstSteps: [
    { code: 'owner', done: true },
    { code: 'phone', done: true },
  ],
  recentRuns: [
    {
      phoneId: ID,
      label: 'Work phone',
      outcome: 'completed',
      cause: null,
      on: '2026-01-02',
      bytesRead: 2048,
    },
  ],
};

export const policyDetail: Answer<typeof getPolicy> = {
  id: ID,
  name: 'Default',
  version: 2,
  publishedAt: '2026-01-02T10:00:00Z',
  phones: 3,
  people: 31,
  summary: 'Backs up photos daily.',
  retiredOn: null,
  policy: {
    schema: 1,
    name: 'Default',
    schedule: { everyHours: 24, maxAgeHours: 168, graceHours: 72, windows: [] },
    scope: {
      categories: ['photos', 'videos'],
      optionalCategories: [],
      android: { include: [], exclude: [] },
      ios: { include: [], exclude: [] },
      folder: { include: [], exclude: [] },
      maxFileBytes: null,
      iosBackup: 'photos',
      iosEncryptedBackup: 'preferred',
      usbDebugging: 'remind-off',
    },
    retention: {
      keepLast: 3,
      daily: 14,
      weekly: 8,
      monthly: 12,
      yearly: 0,
      minimumAgeDays: 30,
      minimumCount: 3,
    },
    copies: {
      required: 1,
      offSite: 0,
      locations: [],
      jurisdictions: [],
      immutability: 'off',
      lockDays: 0,
      cloudAllowed: true,
    },
    limits: {
      quotaBytesPerEmployee: null,
      uploadBytesPerSecond: null,
      meteredLinks: 'never',
      onBattery: 'quiet',
      minimumAgentVersion: null,
      keyStore: 'file-allowed',
    },
    proof: {
      verifyEveryDays: 30,
      fullReadEveryDays: 365,
      drillEveryDays: 90,
      recoveryCodeEveryDays: 365,
      agentSilentDays: 14,
      failingAfterRuns: 3,
    },
    reminders: {
      channels: ['agent'],
      resendAfterDays: 7,
      escalateAfterDays: 21,
      escalateTo: 'admin',
      quietFromHour: 19,
      quietToHour: 8,
    },
    privacy: {
      companyKey: 'split',
      restoreApprovals: 1,
      employeeMayNarrow: true,
      purpose: '',
      lawfulBasis: 'unrecorded',
      worksCouncilAgreement: '',
    },
  },
};
