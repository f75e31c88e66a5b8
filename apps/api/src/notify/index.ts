export { DueReminders } from './due-reminders.js';
export { Mail } from './mail.js';
export { NotifyModule } from './notify.module.js';
export { coarsenReminderTimes, deleteOldReminders } from './old-rows.js';
export { eraseRemindersOf } from './erase-rows.js';
