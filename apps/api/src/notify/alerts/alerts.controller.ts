import { endpoints } from '@holdfast/contracts';
import { Body, Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../../http/index.js';
import { ShowAlerts } from './show-alerts.js';
import { TestMail } from './test-mail.js';

const { getAlerts, changeAlerts, testMail } = endpoints;

@Controller()
export class AlertsController {
  constructor(
    private readonly alerts: ShowAlerts,
    private readonly mail: TestMail,
  ) {}

  @Route(getAlerts)
  show(@Caller() caller: SessionCaller) {
    return this.alerts.show(caller);
  }

  @Route(changeAlerts)
  change(
    @Caller() caller: SessionCaller,
    @Body({ schema: changeAlerts.body }) body: z.output<typeof changeAlerts.body>,
  ) {
    return this.alerts.change(caller, body);
  }

  @Route(testMail)
  test(@Caller() caller: SessionCaller) {
    return this.mail.run(caller);
  }
}
