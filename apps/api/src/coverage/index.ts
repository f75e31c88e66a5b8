export { CoverageModule } from './coverage.module.js';
export { Coverage } from './coverage.js';
export { Transitions } from './evaluation/transitions.js';
export { ResumeWhatIfs } from './what-if/resume-what-ifs.js';
export { FoldCounts } from './rollups/fold-counts.js';
export { FindIncidents } from './incidents/find-incidents.js';
export { CloseDays } from './history/close-days.js';
export { type GapRow, openGapsOfEmployee } from './gaps/gap-rows.js';
export { selectedGaps } from './gaps/selected-gaps.js';
export { describeRow } from './gaps/show-gap.js';
export { countByStanding } from './overview/read-overview.js';
export { firstSteps } from './overview/overview-rows.js';
export { coverageRows, type CoverageRow } from './report-rows.js';
export {
  coarsenEvaluationTimes,
  coarsenExemptionTimes,
  coarsenGapTimes,
  deleteOldExemptions,
  deleteOldGaps,
  deleteOldMonths,
} from './old-rows.js';
export { eraseCoverageOf } from './erase-rows.js';
