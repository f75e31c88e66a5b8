import { endpoints } from '@holdfast/contracts';
import { Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, type PersonOrToken, Route, type SessionCaller } from '../http/index.js';
import { ReadDays } from './history/read-days.js';
import { ReadOverview } from './overview/read-overview.js';
import { ReadPhones } from './phones/read-phones.js';

const { overview, coverageDays, listPhones, getPhone } = endpoints;

@Controller()
export class CoverageController {
  constructor(
    private readonly overviews: ReadOverview,
    private readonly closed: ReadDays,
    private readonly phones: ReadPhones,
  ) {}

  @Route(overview)
  overview(@Caller() { companyId }: PersonOrToken) {
    return this.overviews.run(companyId);
  }

  @Route(coverageDays)
  days(
    @Caller() { companyId }: PersonOrToken,
    @Query({ schema: coverageDays.query }) query: z.infer<typeof coverageDays.query>,
  ) {
    return this.closed.run(companyId, query);
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
