import { type EndpointId, PolicyV1 } from '@holdfast/contracts';
import type { RouteSample } from './route-samples.js';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const exemption = (employeeId: string, ownerId: string) => ({
  for: { employeeId },
  reason: 'On leave',
  ownerId,
  until: inDays(9),
});

/** What a console sees and decides of who is protected. */
export const COVERAGE_SAMPLES: Partial<Record<EndpointId, RouteSample>> = {
  overview: { call: () => ({}) },
  coverageDays: { call: () => ({ query: { from: '2026-01-01' } }) },
  coverageCsv: { call: () => ({}) },
  listGaps: { call: () => ({ query: { limit: '1' } }) },
  gapsCsv: { call: () => ({ query: { exempt: 'with' } }) },
  assignGaps: {
    call: ({ owner }) => ({ body: { gaps: { filter: {} }, ownerId: owner.employeeId } }),
  },
  listIncidents: { call: () => ({ query: { limit: '1' } }) },
  ownIncident: {
    call: async (world) => ({
      params: { id: await world.newIncident() },
      body: { ownerId: world.owner.employeeId },
    }),
  },
  listAnomalies: { call: () => ({ query: { limit: '1' } }) },
  lookAtAnomaly: { call: (world) => ({ params: { id: world.anomalyId }, body: { verdict: 'expected' } }) },
  askWhatIf: {
    call: async ({ app, owner }) => {
      // However many are asked before it: they take as long as they take.
      await app.sql("UPDATE coverage_what_ifs SET state = 'done' WHERE company_id = $1", [owner.companyId]);
      return { body: { policy: PolicyV1.parse({ schema: 1, name: 'Draft' }) } };
    },
  },
  getWhatIf: { call: (world) => ({ params: { id: world.whatIfId } }) },
  cancelWhatIf: { call: async (world) => ({ params: { id: await world.newWhatIf() } }) },
  listExemptions: { call: () => ({ query: { limit: '1' } }) },
  askExemption: {
    call: ({ employeeId, owner }) => ({ body: exemption(employeeId, owner.employeeId) }),
  },
  approveExemption: { call: async (world) => ({ params: { id: await world.newExemption() } }) },
  endExemption: { call: async (world) => ({ params: { id: await world.newExemption() } }) },
};
