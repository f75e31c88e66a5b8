import { z } from 'zod';
import { TimeZone } from '../notify/time-zone.js';
import { endpoint } from './endpoint.js';
import { DateOnly } from './paging.js';

/** Roles that hear of alerts. The others have no page to act on them. */
export const ALERT_ROLES = ['owner', 'admin', 'privacy', 'helpdesk', 'auditor'] as const;
export const DIGESTS = ['never', 'day', 'week'] as const;
export const ALERT_SEVERITIES = ['note', 'warning', 'urgent'] as const;

export const AlertSettings = z.strictObject({
  /** Of the company: for whoever has set none of their own, and for the digest. */
  timeZone: TimeZone,
  /** Everybody with one of these roles, … */
  roles: z.array(z.enum(ALERT_ROLES)).max(5),
  /** … and these people. */
  people: z.array(z.uuid()).max(50),
  digest: z.enum(DIGESTS),
  /** Of a weekly digest: 1 Monday … 7 Sunday. */
  digestWeekday: z.int().min(1).max(7),
  digestHour: z.int().min(0).max(23),
});
export type AlertSettings = z.infer<typeof AlertSettings>;

/** What IT was told. */
export const Alert = z.object({
  id: z.uuid(),
  severity: z.enum(ALERT_SEVERITIES),
  title: z.string(),
  sentences: z.array(z.string()),
  nextStep: z.string(),
  /** In the console. */
  path: z.string(),
  on: DateOnly,
});
export type Alert = z.infer<typeof Alert>;

export const ShownAlerts = z.object({
  settings: AlertSettings,
  /** Names of `settings.people`. */
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
  mailConfigured: z.boolean(),
  /** The newest twenty. */
  recent: z.array(Alert),
});
export type ShownAlerts = z.infer<typeof ShownAlerts>;

const alerts = {
  auth: 'session',
  permission: 'alerts.manage',
  tag: 'alerts',
  path: '/api/v1/alerts',
} as const;

export const alertEndpoints = {
  getAlerts: endpoint({
    ...alerts,
    id: 'getAlerts',
    method: 'GET',
    summary: 'Who is told of what, when the digest comes, and what was told lately',
    status: 200,
    response: ShownAlerts,
    errors: [],
  }),
  changeAlerts: endpoint({
    ...alerts,
    id: 'changeAlerts',
    method: 'PUT',
    summary: 'Set who is told, the digest and the time zone of the company',
    body: AlertSettings,
    status: 200,
    response: ShownAlerts,
    errors: [],
  }),
  testMail: endpoint({
    ...alerts,
    id: 'testMail',
    method: 'POST',
    path: '/api/v1/alerts/test-mail',
    summary: 'Send the caller an e-mail now, and answer what the mail server said',
    status: 200,
    response: z.object({ taken: z.boolean(), answer: z.string() }),
    errors: [],
  }),
};
