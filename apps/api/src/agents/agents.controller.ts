import { endpoints } from '@holdfast/contracts';
import { Body, Controller } from '@nestjs/common';
import type { z } from 'zod';
import { type AgentCaller, Caller, type EnrollingCaller } from '../http/caller.js';
import { Route } from '../http/route.js';
import { EnrolPhone } from './enrol-phone.js';
import { EnrolWorkstation } from './enrol-workstation.js';

const { enrolWorkstation, enrolPhone } = endpoints;

@Controller()
export class AgentsController {
  constructor(
    private readonly workstation: EnrolWorkstation,
    private readonly phone: EnrolPhone,
  ) {}

  @Route(enrolWorkstation)
  enrolOne(
    @Caller() caller: EnrollingCaller,
    @Body({ schema: enrolWorkstation.body }) body: z.output<typeof enrolWorkstation.body>,
  ) {
    return this.workstation.run(caller, body);
  }

  @Route(enrolPhone)
  enrolPhoneOfEmployee(
    @Caller() caller: AgentCaller,
    @Body({ schema: enrolPhone.body }) body: z.output<typeof enrolPhone.body>,
  ) {
    return this.phone.run(caller, body);
  }
}
