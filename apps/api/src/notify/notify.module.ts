import { Module } from '@nestjs/common';
import { CompaniesModule } from '../companies/index.js';
import { FleetModule } from '../fleet/index.js';
import { PeopleModule } from '../people/index.js';
import { PoliciesModule } from '../policies/index.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { Alerts } from './alerts/alerts.js';
import { Digests } from './alerts/digests.js';
import { ShowAlerts } from './alerts/show-alerts.js';
import { TestMail } from './alerts/test-mail.js';
import { WriteDigest } from './alerts/write-digest.js';
import { AnomalyChanges } from './changes/anomaly-changes.js';
import { IncidentChanges } from './changes/incident-changes.js';
import { FollowChanges } from './changes/follow-changes.js';
import { Mail } from './mail/mail.js';
import { NotifyRounds } from './notify-rounds.js';
import { SendOutbox } from './outbox/send-outbox.js';
import { WriteMail } from './outbox/write-mail.js';
import { DueReminders } from './reminders/due-reminders.js';
import { MuteLinks } from './reminders/mute-links.js';
import { OwnReminders } from './reminders/own-reminders.js';
import { RemindMany } from './reminders/remind-many.js';
import { Remind } from './reminders/remind.js';
import { RemindersController } from './reminders/reminders.controller.js';
import { ShowReminder } from './reminders/show-reminder.js';
import { TellFurther } from './reminders/tell-further.js';
import { WriteReminder } from './reminders/write-reminder.js';
import { DeliverWebhooks } from './webhooks/deliver-webhooks.js';
import { ManageWebhooks } from './webhooks/manage-webhooks.js';
import { WebhookEvents } from './webhooks/webhook-events.js';
import { WebhookSecrets } from './webhooks/webhook-secrets.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

const REMINDERS = [
  DueReminders,
  MuteLinks,
  OwnReminders,
  Remind,
  RemindMany,
  ShowReminder,
  TellFurther,
  WriteReminder,
];
const ALERTS = [Alerts, Digests, ShowAlerts, TestMail, WriteDigest];
const OUTBOX = [Mail, SendOutbox, WriteMail];
const CHANGES = [AnomalyChanges, FollowChanges, IncidentChanges];
const WEBHOOKS = [DeliverWebhooks, ManageWebhooks, WebhookEvents, WebhookSecrets];

@Module({
  imports: [CompaniesModule, FleetModule, PeopleModule, PoliciesModule],
  controllers: [RemindersController, AlertsController, WebhooksController],
  providers: [...REMINDERS, ...ALERTS, ...OUTBOX, ...WEBHOOKS, ...CHANGES, NotifyRounds],
  exports: [Alerts, Mail, NotifyRounds, WebhookEvents],
})
export class NotifyModule {}
