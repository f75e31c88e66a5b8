import { z } from 'zod';
import { GAP_CODES } from '../gap-codes.js';

/** What a webhook can tell. A name is never reused for something else: receivers switch on it. */
export const WEBHOOK_EVENTS = [
  'gap.opened',
  'gap.closed',
  'gaps.changed',
  'incident.opened',
  'incident.closed',
  'policy.published',
  'reminder.escalated',
  'anomaly.found',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

const gap = {
  gapId: z.uuid(),
  employeeId: z.uuid(),
  phoneId: z.uuid().nullable(),
  code: z.enum(GAP_CODES),
  severity: z.enum(['waiting', 'risk', 'lost']),
  /** YYYY-MM-DD, UTC. */
  since: z.iso.date(),
};
const incident = { incidentId: z.uuid(), cause: z.string().max(80), affected: z.int().nonnegative() };

/** The `data` of each event: ids, codes, dates and counts; never a name, an address, a path or a time of day. */
export const WEBHOOK_DATA = {
  'gap.opened': z.object(gap),
  'gap.closed': z.object({ ...gap, closedOn: z.iso.date() }),
  /** Instead of more than 1,000 single ones: after a policy is published, or thousands of people joined. */
  'gaps.changed': z.object({ opened: z.int().nonnegative(), closed: z.int().nonnegative() }),
  'incident.opened': z.object(incident),
  'incident.closed': z.object(incident),
  'policy.published': z.object({ policyId: z.uuid(), version: z.int() }),
  'reminder.escalated': z.object({ employeeId: z.uuid(), to: z.enum(['manager', 'admin']) }),
  'anomaly.found': z.object({
    phoneId: z.uuid(),
    employeeId: z.uuid(),
    code: z.string().max(80),
    on: z.iso.date(),
  }),
} as const satisfies Record<WebhookEvent, z.ZodObject>;
export type WebhookData<E extends WebhookEvent> = z.infer<(typeof WEBHOOK_DATA)[E]>;
