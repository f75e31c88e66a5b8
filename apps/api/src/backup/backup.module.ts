import { Module } from '@nestjs/common';
import { AnomaliesModule } from '../anomalies/index.js';
import { CoverageModule } from '../coverage/index.js';
import { FleetModule } from '../fleet/index.js';
import { NoticesModule } from '../notices/index.js';
import { PoliciesModule } from '../policies/index.js';
import { StorageModule } from '../storage/index.js';
import { BackupController } from './backup.controller.js';
import { CommitSnapshot } from './commit-snapshot.js';
import { PhoneHistoryController } from './phone-history.controller.js';
import { PhoneHistory } from './phone-history.js';
import { ReportRun } from './report-run.js';
import { ReadRepositoryState } from './repository-state.js';
import { SilentRuns } from './silent-runs.js';
import { StartRun } from './start-run.js';
import { TakeLease } from './take-lease.js';

@Module({
  imports: [AnomaliesModule, StorageModule, CoverageModule, FleetModule, NoticesModule, PoliciesModule],
  controllers: [BackupController, PhoneHistoryController],
  providers: [StartRun, ReportRun, TakeLease, CommitSnapshot, ReadRepositoryState, PhoneHistory, SilentRuns],
  exports: [SilentRuns, ReadRepositoryState],
})
export class BackupModule {}
