import { randomBytes } from 'node:crypto';
import type { EndpointId } from '@holdfast/contracts';
import { asks, newRequest } from '../../joining/testing/test-joining.js';
import { newTestCode } from '../../leavers/testing/test-code.js';
import type { RouteCall, RouteSample } from './route-samples.js';
import type { RouteWorld } from './route-world.js';

const plain: RouteSample = { call: () => ({}) };

/** A workstation of the employee that waits to be let in. */
const waiting = async ({ app, owner, employeeId }: RouteWorld): Promise<RouteCall> => ({
  params: { id: await asks(await app.agentOf(owner, employeeId)) },
});
/** A code in place of the one that is registered. */
const nextCode = async ({ backup }: RouteWorld) => {
  const { body } = await backup.agent.get('/agent/v1/recovery-code');
  const code = newTestCode();
  const seal = randomBytes(32).toString('base64');
  const { publicKey: replaces } = body as { publicKey: string | null };
  return { code, body: { publicKey: code.publicKey.toString('base64'), seal, replaces } };
};

const { publicKey } = newRequest();
/** The same workstation with the same key: with another one it gets another repository. */
const again = () => ({ ...newRequest(), publicKey });

/** Of the company's key, recovery codes, and workstations that ask to be let in. */
export const KEY_SAMPLES: Partial<Record<EndpointId, RouteSample>> = {
  getCompanyKey: plain,
  registerCompanyKey: {
    call: async (_world, caller) => {
      const { body } = await caller.get('/api/v1/recovery-key');
      const { current } = body as { current: { fingerprint: string } | null };
      const publicKey = newTestCode().publicKey.toString('base64');
      return { body: { publicKey, replaces: current?.fingerprint ?? null } };
    },
  },
  myRecoveryCode: plain,
  myJoinRequests: plain,
  // It is a colleague's: their own spec refuses one's own.
  refuseMyJoinRequest: { call: waiting, ends: 'not-found' },
  recoveryCode: plain,
  registerRecoveryCode: { call: async (world) => ({ body: (await nextCode(world)).body }) },
  recoveryCodeChallenge: plain,
  proveRecoveryCode: {
    call: async (world) => {
      const { code, body } = await nextCode(world);
      const { agent } = world.backup;
      await agent.put('/agent/v1/recovery-code', body);
      const asked = (await agent.post('/agent/v1/recovery-code/challenges')).body as Parameters<
        typeof code.answer
      >[0];
      return { body: { challenge: asked.challenge, answer: code.answer(asked) } };
    },
  },
  askToJoin: { call: () => ({ body: again() }) },
  ownJoinRequest: { call: async ({ backup }) => ({ params: { id: await asks(backup.agent, again()) } }) },
  listJoinRequests: plain,
  approveJoinRequest: {
    call: async (world) => ({
      ...(await waiting(world)),
      body: { welcome: randomBytes(32).toString('base64') },
    }),
  },
  refuseJoinRequest: { call: waiting },
  tellWrongJoinCode: { call: waiting },
  joinedRepository: plain,
};
