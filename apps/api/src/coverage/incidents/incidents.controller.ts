import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../../http/index.js';
import { ReadIncidents } from './read-incidents.js';

const { listIncidents, ownIncident } = endpoints;

@Controller()
export class IncidentsController {
  constructor(private readonly incidents: ReadIncidents) {}

  @Route(listIncidents)
  list(
    @Caller() { companyId }: SessionCaller,
    @Query({ schema: listIncidents.query }) query: z.infer<typeof listIncidents.query>,
  ) {
    return this.incidents.list(companyId, query);
  }

  @Route(ownIncident)
  hand(
    @Caller() caller: SessionCaller,
    @Param({ schema: ownIncident.params }) params: z.infer<typeof ownIncident.params>,
    @Body({ schema: ownIncident.body }) { ownerId }: z.infer<typeof ownIncident.body>,
  ) {
    return this.incidents.hand(caller, params.id, ownerId);
  }
}
