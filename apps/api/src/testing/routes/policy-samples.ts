import { randomBytes } from 'node:crypto';
import { type EndpointId, PolicyV1 } from '@holdfast/contracts';
import type { RouteSample } from './route-samples.js';
import type { RouteWorld } from './route-world.js';

const plain: RouteSample = { call: () => ({}) };
const newPolicy = () => PolicyV1.parse({ schema: 1, name: randomBytes(6).toString('hex') });

/** What the owner sees of the company's policies now. */
const seen = async ({ owner }: RouteWorld) => {
  const assignments = (await owner.get('/api/v1/policies/assignments')).body as {
    revision: number;
    items: { policyId: string; group: { id: string } | null; priority: number }[];
  };
  const { yaml } = (await owner.get('/api/v1/policies/document.json')).body as { yaml: string };
  return { ...assignments, yaml };
};

/** Of policies but for reading and publishing them. */
export const POLICY_SAMPLES: Partial<Record<EndpointId, RouteSample>> = {
  checkPolicy: {
    call: ({ policyId }) => ({ body: { policyId, policy: PolicyV1.parse({ schema: 1, name: 'Standard' }) } }),
  },
  listPolicyPresets: plain,
  createPolicy: { call: () => ({ body: { policy: newPolicy() } }) },
  retirePolicy: {
    call: async ({ owner }) => {
      const { body } = await owner.post('/api/v1/policies', { policy: newPolicy() });
      return { params: { id: (body as { id: string }).id } };
    },
  },
  listPolicyAssignments: plain,
  setPolicyAssignments: {
    call: async (world) => {
      const { revision: basedOn, items } = await seen(world);
      const floor = items.filter(({ group }) => group === null);
      const groups =
        items.length > 1 ? [] : [{ policyId: world.policyId, groupId: world.groupId, priority: 7 }];
      const everybody = floor.map(({ policyId }) => ({ policyId, groupId: null, priority: 0 }));
      return { body: { basedOn, assignments: [...everybody, ...groups] } };
    },
  },
  listPolicyGroups: { call: () => ({ query: { limit: '1' } }) },
  explainPolicy: { call: ({ employeeId: id }) => ({ params: { id } }) },
  exportPolicyDocument: plain,
  getPolicyDocument: plain,
  diffPolicyDocument: { call: async (world) => ({ body: { document: (await seen(world)).yaml } }) },
  applyPolicyDocument: {
    call: async (world) => {
      const { revision: basedOn, yaml: document } = await seen(world);
      return { body: { basedOn, document } };
    },
  },
};
