import { endpoints } from '@holdfast/contracts';
import { Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { Remind } from './remind.js';

const { remindPerson } = endpoints;

@Controller()
export class NotifyController {
  constructor(private readonly remind: Remind) {}

  @Route(remindPerson)
  person(
    @Caller() caller: SessionCaller,
    @Param({ schema: remindPerson.params }) params: z.infer<typeof remindPerson.params>,
  ) {
    return this.remind.run(caller, params.id);
  }
}
