import { endpoints } from '@holdfast/contracts';
import { Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { PhoneHistory } from './phone-history.js';

const { listSnapshots, listRuns } = endpoints;

@Controller()
export class PhoneHistoryController {
  constructor(private readonly history: PhoneHistory) {}

  @Route(listSnapshots)
  snapshots(
    @Caller() { companyId }: SessionCaller,
    @Param({ schema: listSnapshots.params }) params: z.infer<typeof listSnapshots.params>,
    @Query({ schema: listSnapshots.query }) query: z.infer<typeof listSnapshots.query>,
  ) {
    return this.history.snapshots(companyId, params.id, query);
  }

  @Route(listRuns)
  runs(
    @Caller() { companyId }: SessionCaller,
    @Param({ schema: listRuns.params }) params: z.infer<typeof listRuns.params>,
    @Query({ schema: listRuns.query }) query: z.infer<typeof listRuns.query>,
  ) {
    return this.history.runs(companyId, params.id, query);
  }
}
