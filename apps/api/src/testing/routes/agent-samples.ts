import { randomUUID } from 'node:crypto';
import type { EndpointId } from '@holdfast/contracts';
import { dataPack } from '../../backup/testing/sealed-objects.js';
import type { RouteSample } from './route-samples.js';
import type { RouteWorld } from './route-world.js';

const plain: RouteSample = { call: () => ({}) };
const phone = (world: RouteWorld) => world.backup.phoneId;
const repository = (world: RouteWorld) => world.backup.repositoryId;

/** Of what an enrolled agent calls, but for keys. */
export const AGENT_SAMPLES: Partial<Record<EndpointId, RouteSample>> = {
  acknowledgeNotice: {
    call: async ({ backup }) => {
      const { body } = await backup.agent.get('/agent/v1/notice');
      const { version, sha256 } = body as { version: number; sha256: string };
      return { body: { noticeVersion: version, textSha256: sha256 } };
    },
  },
  enrolPhone: { call: ({ backup }) => ({ body: { ...backup.agent.phone() } }) },
  giveUpPhone: { call: async ({ backup }) => ({ params: { id: await backup.agent.enrolPhone() } }) },
  checkIn: {
    call: (world) => ({
      body: {
        agentVersion: '0.1.0',
        spoolBytes: 0,
        phones: [{ phoneId: phone(world), attach: 'ready' }],
        finishedCommands: [],
      },
    }),
  },
  effectivePolicy: plain,
  openRepository: plain,
  signUploads: {
    call: (world) => {
      const { name, sha256, size } = dataPack();
      const body = { locationId: world.backup.locationId, objects: [{ name, sha256, size }] };
      return { params: { id: repository(world) }, body };
    },
  },
  signDownloads: {
    call: (world) => ({
      params: { id: repository(world) },
      body: { locationId: world.backup.locationId, names: ['config'] },
    }),
  },
  listObjects: {
    call: (world) => ({
      params: { id: repository(world) },
      query: { locationId: world.backup.locationId },
    }),
  },
  repositoryState: { call: (world) => ({ params: { id: repository(world) } }) },
  startRun: { call: (world) => ({ body: { runId: randomUUID(), phoneId: phone(world), kind: 'backup' } }) },
  reportRun: { call: (world) => ({ params: { id: world.runId }, body: { outcome: 'interrupted' } }) },
  takeLease: { call: (world) => ({ body: { phoneId: phone(world) } }) },
  commitSnapshot: { call: async ({ backup }) => ({ body: { ...(await backup.prepare()).commit } }) },
  withdrawNotice: plain,
};
