import { endpoints } from '@holdfast/contracts';
import { Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { ReadGaps } from './read-gaps.js';
import { ReadOverview } from './read-overview.js';
import { ReadPhones } from './read-phones.js';

const { overview, listGaps, listPhones, getPhone } = endpoints;

@Controller()
export class CoverageController {
  constructor(
    private readonly overviews: ReadOverview,
    private readonly gaps: ReadGaps,
    private readonly phones: ReadPhones,
  ) {}

  @Route(overview)
  overview(@Caller() { companyId }: SessionCaller) {
    return this.overviews.run(companyId);
  }

  @Route(listGaps)
  listGaps(
    @Caller() { companyId }: SessionCaller,
    @Query({ schema: listGaps.query }) query: z.infer<typeof listGaps.query>,
  ) {
    return this.gaps.run(companyId, query);
  }

  @Route(listPhones)
  listPhones(
    @Caller() { companyId }: SessionCaller,
    @Query({ schema: listPhones.query }) query: z.infer<typeof listPhones.query>,
  ) {
    return this.phones.list(companyId, query);
  }

  @Route(getPhone)
  getPhone(
    @Caller() { companyId }: SessionCaller,
    @Param({ schema: getPhone.params }) params: z.infer<typeof getPhone.params>,
  ) {
    return this.phones.one(companyId, params.id);
  }
}
