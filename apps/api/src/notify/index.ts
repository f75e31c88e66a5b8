export { DueReminders } from './due-reminders.js';
export { Mail } from './mail.js';
export { NotifyModule } from './notify.module.js';
export { oneLine } from './reminder-message.js';
export { coarsenReminderTimes, deleteOldReminders } from './old-rows.js';
export { eraseRemindersOf } from './erase-rows.js';
