export { Alerts, type NewAlert } from './alerts/alerts.js';
export { Mail } from './mail/mail.js';
export { letter, oneLine } from './mail/letter.js';
export { NotifyModule } from './notify.module.js';
export { NotifyRounds } from './notify-rounds.js';
export { type ToldEvent, WebhookEvents } from './webhooks/webhook-events.js';
export {
  coarsenReminderTimes,
  deleteOldAlerts,
  deleteOldDeliveries,
  deleteOldMails,
  deleteOldReminders,
} from './old-rows.js';
export { eraseRemindersOf } from './erase-rows.js';
