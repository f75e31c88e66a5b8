import { pipeline } from 'node:stream/promises';
import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { Caller, dateOf, type PersonOrToken, Route, type SessionCaller } from '../../http/index.js';
import { AssignGaps } from './assign-gaps.js';
import { GapsCsv } from './gaps-csv.js';
import { ReadGaps } from './read-gaps.js';

const { listGaps, gapsCsv, assignGaps } = endpoints;

@Controller()
export class GapsController {
  constructor(
    private readonly gaps: ReadGaps,
    private readonly csv: GapsCsv,
    private readonly assigning: AssignGaps,
  ) {}

  @Route(listGaps)
  list(
    @Caller() { companyId }: PersonOrToken,
    @Query({ schema: listGaps.query }) query: z.infer<typeof listGaps.query>,
  ) {
    return this.gaps.page(companyId, query);
  }

  @Route(gapsCsv)
  async file(
    @Caller() { companyId }: SessionCaller,
    @Query({ schema: gapsCsv.query }) query: z.infer<typeof gapsCsv.query>,
    @Res() response: Response,
  ): Promise<void> {
    response.status(200).type('text/csv');
    response.setHeader('content-disposition', `attachment; filename="gaps-${dateOf(new Date())}.csv"`);
    response.setHeader('cache-control', 'no-store');
    await pipeline(this.csv.stream(companyId, query), response);
  }

  @Route(assignGaps)
  async assign(
    @Caller() caller: SessionCaller,
    @Body({ schema: assignGaps.body }) { gaps, ownerId }: z.infer<typeof assignGaps.body>,
  ) {
    return { gaps: await this.assigning.run(caller, gaps, ownerId) };
  }
}
