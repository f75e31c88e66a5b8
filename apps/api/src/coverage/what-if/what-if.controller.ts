import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../../http/index.js';
import { AskWhatIf } from './ask-what-if.js';

const { askWhatIf, getWhatIf, cancelWhatIf } = endpoints;

@Controller()
export class WhatIfController {
  constructor(private readonly asking: AskWhatIf) {}

  @Route(askWhatIf)
  ask(
    @Caller() caller: SessionCaller,
    @Body({ schema: askWhatIf.body }) { policy, policyId }: z.infer<typeof askWhatIf.body>,
  ) {
    return this.asking.ask(caller, policy, policyId);
  }

  @Route(getWhatIf)
  one(
    @Caller() { companyId }: SessionCaller,
    @Param({ schema: getWhatIf.params }) params: z.infer<typeof getWhatIf.params>,
  ) {
    return this.asking.one(companyId, params.id);
  }

  @Route(cancelWhatIf)
  cancel(
    @Caller() { companyId }: SessionCaller,
    @Param({ schema: cancelWhatIf.params }) params: z.infer<typeof cancelWhatIf.params>,
  ) {
    return this.asking.cancel(companyId, params.id);
  }
}
