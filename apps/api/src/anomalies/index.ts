export { AnomaliesModule } from './anomalies.module.js';
export { JudgeCommit } from './judge-commit.js';
export { frozenPhones } from './anomaly-rows.js';
export { eraseAnomaliesOf } from './erase-rows.js';
export { coarsenAnomalyTimes } from './old-rows.js';
