import type { EndpointId } from '@holdfast/contracts';
import type { RouteCall, RouteSample } from './route-samples.js';
import type { RouteWorld } from './route-world.js';

const plain: RouteSample = { call: () => ({}) };
const WEBHOOK = { url: 'https://hooks.example.invalid/holdfast', events: ['gap.opened'] };

const added = async ({ owner }: RouteWorld): Promise<string> => {
  const { body } = await owner.post('/api/v1/webhooks', WEBHOOK).expect(201);
  return (body as { webhook: { id: string } }).webhook.id;
};
/** The same each time: a company has a few. */
const webhook = async (world: RouteWorld): Promise<string> => {
  const { body } = await world.owner.get('/api/v1/webhooks').expect(200);
  return (body as { items: { id: string }[] }).items[0]?.id ?? added(world);
};
const delivery = async (world: RouteWorld): Promise<RouteCall> => {
  const id = await webhook(world);
  const { body } = await world.owner.post(`/api/v1/webhooks/${id}/test`).expect(202);
  return { params: { id, deliveryId: (body as { id: string }).id } };
};
const ofWebhook = (body?: RouteCall['body'], query?: RouteCall['query']): RouteSample => ({
  call: async (world) => ({
    params: { id: await webhook(world) },
    ...(body && { body }),
    ...(query && { query }),
  }),
});

const ALERTS = {
  ...{ timeZone: 'Europe/Berlin', roles: ['owner'], people: [] },
  ...{ digest: 'week', digestWeekday: 1, digestHour: 8 },
};

/** Of reminders, alerts and webhooks. */
export const NOTIFY_SAMPLES: Partial<Record<EndpointId, RouteSample>> = {
  remindPeople: { call: ({ employeeId }) => ({ body: { ids: [employeeId] } }) },
  myReminders: plain,
  changeMyReminders: { call: () => ({ body: { timeZone: 'Europe/Berlin' } }) },
  getAlerts: plain,
  changeAlerts: { call: () => ({ body: ALERTS }) },
  testMail: plain,
  listWebhooks: plain,
  addWebhook: { call: () => ({ body: WEBHOOK }) },
  changeWebhook: ofWebhook({ events: ['gap.closed'] }),
  removeWebhook: { call: async (world) => ({ params: { id: await added(world) } }) },
  rotateWebhookSecret: ofWebhook(),
  testWebhook: ofWebhook(),
  listDeliveries: ofWebhook(undefined, { limit: '1' }),
  redeliver: { call: delivery },
};
