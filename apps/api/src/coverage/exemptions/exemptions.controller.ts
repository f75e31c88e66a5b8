import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../../http/index.js';
import { AskExemption } from './ask-exemption.js';
import { DecideExemption } from './decide-exemption.js';
import { ListExemptions } from './list-exemptions.js';

const { listExemptions, askExemption, approveExemption, endExemption } = endpoints;

@Controller()
export class ExemptionsController {
  constructor(
    private readonly exemptions: ListExemptions,
    private readonly asking: AskExemption,
    private readonly deciding: DecideExemption,
  ) {}

  @Route(listExemptions)
  list(
    @Caller() { companyId }: SessionCaller,
    @Query({ schema: listExemptions.query }) query: z.infer<typeof listExemptions.query>,
  ) {
    return this.exemptions.run(companyId, query);
  }

  @Route(askExemption)
  ask(
    @Caller() caller: SessionCaller,
    @Body({ schema: askExemption.body }) body: z.infer<typeof askExemption.body>,
  ) {
    return this.asking.run(caller, body);
  }

  @Route(approveExemption)
  approve(
    @Caller() caller: SessionCaller,
    @Param({ schema: approveExemption.params }) params: z.infer<typeof approveExemption.params>,
  ) {
    return this.deciding.approve(caller, params.id);
  }

  @Route(endExemption)
  end(
    @Caller() caller: SessionCaller,
    @Param({ schema: endExemption.params }) params: z.infer<typeof endExemption.params>,
  ) {
    return this.deciding.end(caller, params.id);
  }
}
