import type { Answer, RowOf } from '../api/call';
import type { coverageDays } from '../client/fn/coverage/coverage-days';
import type { explainPolicy } from '../client/fn/policies/explain-policy';
import type { listAnomalies } from '../client/fn/coverage/list-anomalies';
import type { listExemptions } from '../client/fn/coverage/list-exemptions';
import type { listIncidents } from '../client/fn/coverage/list-incidents';
import { overviewAnswer, page } from './answers';
import { ID } from './show-page';

export const incident: RowOf<typeof listIncidents> = {
  id: ID,
  kind: 'location-refused',
  severity: 'lost',
  title: '“Frankfurt” refuses us',
  sentence: 'The location “Frankfurt” refuses the credential it was connected with.',
  nextStep: 'Give it a credential that is accepted, under Storage.',
  since: '2026-01-02',
  closedOn: null,
  owner: { id: ID, name: 'Mira Haddad' },
  gaps: 23,
};

export const exemption: RowOf<typeof listExemptions> = {
  id: ID,
  employee: { id: ID, name: 'Lea Brandt' },
  phone: { id: ID, label: 'Work phone' },
  codes: ['overdue', 'partial'],
  reason: 'On leave until spring',
  owner: { id: ID, name: 'Mira Haddad' },
  askedBy: { id: '00000000-0000-4000-8000-000000000002', name: 'Noor Said' },
  askedOn: '2026-01-02',
  approvedBy: null,
  approvedOn: null,
  until: '2026-12-01',
  state: 'waiting',
};

export const anomaly: RowOf<typeof listAnomalies> = {
  id: ID,
  kind: 'encrypted',
  category: 'photos',
  sentence: 'Most of the photos were replaced by what nothing can compress.',
  foundOn: '2026-01-02',
  employee: { id: ID, name: 'Lea Brandt' },
  phone: { id: ID, label: 'Work phone' },
  snapshotId: ID,
  verdict: null,
  lookedAtBy: null,
  lookedAtOn: null,
  freezes: true,
};

export const explained: Answer<typeof explainPolicy> = {
  policyId: ID,
  name: 'Default',
  version: 2,
  because: '“Default” is assigned to everybody in the company.',
  lost: [
    {
      policyId: ID,
      policyName: 'Drivers',
      group: { id: ID, name: 'Drivers of the north' },
      priority: 10,
      because: 'not-in-group',
      sentence: 'Not in the group “Drivers of the north”.',
    },
  ],
};

/** What the page of a person or a phone asks besides, where nothing is open, left out or unusual. */
export const QUIET_ASIDE: Readonly<Record<string, unknown>> = {
  'GET /api/v1/gaps': { ...page([]), more: false },
  'GET /api/v1/exemptions': page([]),
  'GET /api/v1/anomalies': page([]),
  [`GET /api/v1/people/${ID}/policy`]: explained,
};

const closed = (day: string, protectedPeople: number, protectedCorrection = 0) => ({
  day,
  headline: { ...overviewAnswer.headline, protected: protectedPeople },
  phones: 500,
  phonesWithinAge: 470,
  protectedCorrection,
});

export const closedDays: Answer<typeof coverageDays> = {
  days: [
    closed('2026-01-30', 220),
    closed('2026-01-31', 330, 22),
    closed('2026-02-01', 352),
    closed('2026-02-09', 374),
  ],
  policies: [
    { on: '2025-01-01', name: 'Before the days', version: 1 },
    { on: '2026-01-31', name: 'Default', version: 2 },
  ],
};
export const CLOSED_DAYS: Readonly<Record<string, unknown>> = { 'GET /api/v1/coverage/days': closedDays };
