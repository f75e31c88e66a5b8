import { Module } from '@nestjs/common';
import { AnomaliesController } from './anomalies.controller.js';
import { JudgeAnomaly } from './judge-anomaly.js';
import { JudgeCommit } from './judge-commit.js';
import { ListAnomalies } from './list-anomalies.js';

@Module({
  controllers: [AnomaliesController],
  providers: [JudgeCommit, JudgeAnomaly, ListAnomalies],
  exports: [JudgeCommit],
})
export class AnomaliesModule {}
