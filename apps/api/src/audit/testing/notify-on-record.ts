import type { AuditAction } from '@holdfast/contracts';

const REMINDERS = '../notify/reminders/due-reminders.db-spec.ts';
const ALERTS = '../notify/alerts/alerts.db-spec.ts';
const WEBHOOKS = '../notify/webhooks/webhooks.db-spec.ts';

/** Deeds with alerts and webhooks: what each writes, and the spec that holds it against the log. */
export const NOTIFY_ON_RECORD: Record<string, { writes: readonly AuditAction[]; shownBy: string }> = {
  muteReminders: { writes: [], shownBy: REMINDERS },
  changeAlerts: { writes: ['alerts.changed'], shownBy: ALERTS },
  testMail: { writes: ['alerts.mail-tested'], shownBy: REMINDERS },
  addWebhook: { writes: ['webhook.added'], shownBy: WEBHOOKS },
  changeWebhook: { writes: ['webhook.changed'], shownBy: WEBHOOKS },
  rotateWebhookSecret: { writes: ['webhook.secret-made'], shownBy: WEBHOOKS },
  testWebhook: { writes: ['webhook.tested'], shownBy: WEBHOOKS },
  redeliver: { writes: ['webhook.redelivered'], shownBy: WEBHOOKS },
  removeWebhook: { writes: ['webhook.removed'], shownBy: WEBHOOKS },
};
