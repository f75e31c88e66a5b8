import { z } from 'zod';
import { GAP_CODES } from '../gap-codes.js';
import { WEBHOOK_EVENTS } from '../notify/webhook-events.js';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, PageQuery } from './paging.js';

const Url = z
  .string()
  .max(1000)
  .refine(
    (text) => URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol),
    'is not an address',
  )
  .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), {
    message: 'must hold no password: the signature is what proves the sender',
  });

const wanted = {
  url: Url,
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1).max(20),
  /** Only gaps with these codes; null: all. */
  codes: z.array(z.enum(GAP_CODES)).min(1).max(40).nullable(),
};

/** Where events are told. The secret is shown once, when it is made. */
export const Webhook = z.object({
  id: z.uuid(),
  ...wanted,
  url: z.string(),
  /** Null: on. */
  off: z.enum(['by-hand', 'failing', 'gone']).nullable(),
  failingSince: DateOnly.nullable(),
  /** The secret before is good, too, until the end of this day at most. */
  earlierSecretUntil: DateOnly.nullable(),
  madeOn: DateOnly,
});
export type Webhook = z.infer<typeof Webhook>;

export const WithSecret = z.object({ webhook: Webhook, secret: z.string() });

export const Delivery = z.object({
  /** The `webhook-id` of every try. */
  id: z.uuid(),
  event: z.enum([...WEBHOOK_EVENTS, 'test']),
  state: z.enum(['waiting', 'delivered', 'failed']),
  tries: z.int(),
  /** Of the last answer. */
  status: z.int().nullable(),
  problem: z.string().nullable(),
  on: DateOnly,
  /** What was told: `data` of the body. */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type Delivery = z.infer<typeof Delivery>;

const hooks = { auth: 'session', permission: 'webhooks.manage', tag: 'webhooks' } as const;
const path = '/api/v1/webhooks';

export const webhookEndpoints = {
  listWebhooks: endpoint({
    ...hooks,
    id: 'listWebhooks',
    method: 'GET',
    path,
    summary: 'Where events are told',
    status: 200,
    response: z.object({ items: z.array(Webhook), plainAllowed: z.boolean() }),
    errors: [],
  }),
  addWebhook: endpoint({
    ...hooks,
    id: 'addWebhook',
    method: 'POST',
    path,
    summary: 'Add an address; the answer has its secret, once',
    body: z.strictObject({ ...wanted, codes: wanted.codes.default(null) }),
    status: 201,
    response: WithSecret,
    errors: [],
  }),
  changeWebhook: endpoint({
    ...hooks,
    id: 'changeWebhook',
    method: 'PATCH',
    path: `${path}/:id`,
    summary: 'Change address or events, switch it off or on again',
    params: IdParams,
    body: z.strictObject({ ...wanted, on: z.boolean() }).partial(),
    status: 200,
    response: Webhook,
    errors: ['not-found'],
  }),
  removeWebhook: endpoint({
    ...hooks,
    id: 'removeWebhook',
    method: 'DELETE',
    path: `${path}/:id`,
    summary: 'Remove an address with its secrets and deliveries',
    params: IdParams,
    status: 204,
    errors: ['not-found'],
  }),
  rotateWebhookSecret: endpoint({
    ...hooks,
    id: 'rotateWebhookSecret',
    method: 'POST',
    path: `${path}/:id/secret`,
    summary: 'Make a new secret; messages are signed with both for a day',
    params: IdParams,
    status: 201,
    response: WithSecret,
    errors: ['not-found'],
  }),
  testWebhook: endpoint({
    ...hooks,
    id: 'testWebhook',
    method: 'POST',
    path: `${path}/:id/test`,
    summary: 'Queue a test event for this address',
    params: IdParams,
    status: 202,
    response: z.object({ id: z.uuid() }),
    errors: ['not-found'],
  }),
  listDeliveries: endpoint({
    ...hooks,
    id: 'listDeliveries',
    method: 'GET',
    path: `${path}/:id/deliveries`,
    summary: 'What was told to this address in the last 30 days, the newest first',
    params: IdParams,
    query: PageQuery,
    status: 200,
    response: z.object({ items: z.array(Delivery), nextCursor: z.string().nullable() }),
    errors: ['not-found'],
  }),
  redeliver: endpoint({
    ...hooks,
    id: 'redeliver',
    method: 'POST',
    path: `${path}/:id/deliveries/:deliveryId/redeliveries`,
    summary: 'Queue a delivery again, under the same webhook-id',
    params: z.object({ id: z.uuid(), deliveryId: z.uuid() }),
    status: 202,
    response: z.object({ id: z.uuid() }),
    errors: ['not-found'],
  }),
};
