import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { JudgeAnomaly } from './judge-anomaly.js';
import { ListAnomalies } from './list-anomalies.js';

const { listAnomalies, lookAtAnomaly } = endpoints;

@Controller()
export class AnomaliesController {
  constructor(
    private readonly anomalies: ListAnomalies,
    private readonly judging: JudgeAnomaly,
  ) {}

  @Route(listAnomalies)
  list(
    @Caller() { companyId }: SessionCaller,
    @Query({ schema: listAnomalies.query }) query: z.infer<typeof listAnomalies.query>,
  ) {
    return this.anomalies.run(companyId, query);
  }

  @Route(lookAtAnomaly)
  judge(
    @Caller() caller: SessionCaller,
    @Param({ schema: lookAtAnomaly.params }) params: z.infer<typeof lookAtAnomaly.params>,
    @Body({ schema: lookAtAnomaly.body }) { verdict }: z.infer<typeof lookAtAnomaly.body>,
  ) {
    return this.judging.run(caller, params.id, verdict);
  }
}
