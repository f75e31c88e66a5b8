import type { EndpointId } from '@holdfast/contracts';
import { TestAccount } from '../test-account.js';
import type { RouteSample } from './route-samples.js';
import type { RouteWorld } from './route-world.js';

const NO_TICKET = { ticket: 'x'.repeat(32), totp: '000000' };

/** As if the owner had proven themselves just now. */
const confirmed = ({ app, owner }: RouteWorld) =>
  app.sql(`UPDATE sessions_open SET confirmed_until = now() + interval '1 min' WHERE employee_id = $1`, [
    owner.employeeId,
  ]);

const passkeyId = async (world: RouteWorld): Promise<string> => {
  await confirmed(world);
  const account = new TestAccount(world.owner);
  if ((await account.read()).passkeys.length === 0) await account.addPasskey();
  return (await account.read()).passkeys[0]?.id ?? '';
};

const ofAccount = (call: (world: RouteWorld) => Promise<object>): RouteSample => ({ account: true, call });

/** One's own account and sessions, and those of others. */
export const ACCOUNT_SAMPLES: Partial<Record<EndpointId, RouteSample>> = {
  getAccount: { call: () => ({}) },
  beginConfirmation: ofAccount(() => Promise.resolve({})),
  confirmAccount: { call: () => ({ body: NO_TICKET }), ends: 'ticket-refused' },
  beginNewFactor: ofAccount(async (world) => {
    await confirmed(world);
    return {};
  }),
  addFactor: { call: () => ({ body: NO_TICKET }), ends: 'ticket-refused' },
  renamePasskey: ofAccount(async (world) => ({
    params: { id: await passkeyId(world) },
    body: { name: 'The key in the drawer' },
  })),
  removePasskey: ofAccount(async (world) => ({ params: { id: await passkeyId(world) } })),
  removeTotp: ofAccount(async (world) => {
    await passkeyId(world);
    const { companyId, employeeId } = world.owner;
    await world.app.sql(
      `INSERT INTO factors_totps (company_id, person_id, sealed_secret, last_step) VALUES ($1, $2, 'x', 0)
       ON CONFLICT DO NOTHING`,
      [companyId, employeeId],
    );
    return {};
  }),
  changePassword: {
    ...ofAccount(async (world) => {
      await confirmed(world);
      return { body: { former: 'not the one', password: 'six quiet harbours' } };
    }),
    ends: 'sign-in-refused',
  },
  listOwnSessions: { call: () => ({}) },
  // One of the owner's: that of nobody else is theirs to end.
  endOwnSession: ofAccount(async ({ owner }) => {
    await owner.again();
    const { items } = (await owner.get('/api/v1/account/sessions')).body as {
      items: { id: string; current: boolean }[];
    };
    return { params: { id: items.find(({ current }) => !current)?.id ?? '' } };
  }),
  endOtherSessions: { call: () => ({}) },
  endSessionsOf: { call: (world) => ({ params: { id: world.employeeId } }) },
};
