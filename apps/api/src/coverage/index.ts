export { CoverageModule } from './coverage.module.js';
export { Coverage } from './coverage.js';
export { Transitions } from './transitions.js';
export { describeRow, type GapRow, openGapsOfEmployee } from './gap-rows.js';
export { countByStanding, firstSteps } from './overview-rows.js';
export { coverageRows, type CoverageRow } from './report-rows.js';
export { coarsenEvaluationTimes, coarsenGapTimes, deleteOldGaps } from './old-rows.js';
export { eraseCoverageOf } from './erase-rows.js';
