export { DueReminders } from './due-reminders.js';
export { NotifyModule } from './notify.module.js';
export { coarsenReminderTimes, deleteOldReminders } from './old-rows.js';
