export { BackupModule } from './backup.module.js';
export { ReadRepositoryState } from './repository-state.js';
export { SilentRuns } from './silent-runs.js';
export { showRun } from './phone-history.js';
export { waitingNow } from './waiting-now.js';
export { type Run, runsOfPhone } from './run-rows.js';
export { coarsenRunTimes, coarsenSnapshotTimes, deleteOldRuns } from './old-rows.js';
export { eraseBackupsOf } from './erase-rows.js';
