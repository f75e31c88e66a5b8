export {
  requiredCategories,
  type CoverageRules,
  type ScheduleRules,
  type WindowRule,
} from './policy-rules.js';
export { isBackupDue } from './schedule/is-backup-due.js';
export { nextDueAt, type ScheduleFacts } from './schedule/next-due-at.js';
