import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, type SessionCaller } from '../http/caller.js';
import { Route } from '../http/route.js';
import { ListWorkstations } from './list-workstations.js';
import { QueueCommand } from './queue-command.js';

const { listWorkstations, queueCommand } = endpoints;

@Controller()
export class FleetController {
  constructor(
    private readonly workstations: ListWorkstations,
    private readonly queue: QueueCommand,
  ) {}

  @Route(listWorkstations)
  list(
    @Caller() caller: SessionCaller,
    @Query({ schema: listWorkstations.query }) query: z.output<typeof listWorkstations.query>,
  ) {
    return this.workstations.run(caller.companyId, query);
  }

  @Route(queueCommand)
  queueOne(
    @Caller() caller: SessionCaller,
    @Param({ schema: queueCommand.params }) params: z.output<typeof queueCommand.params>,
    @Body({ schema: queueCommand.body }) body: z.output<typeof queueCommand.body>,
  ) {
    return this.queue.run(caller, params.id, body.kind);
  }
}
