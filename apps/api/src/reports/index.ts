export { ReportsModule } from './reports.module.js';
export { safeCell } from './safe-cell.js';
