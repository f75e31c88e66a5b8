import { endpoints } from '@holdfast/contracts';
import { Body, Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Tenant } from '../database/tenant.js';
import { type AgentCaller, Caller, Route } from '../http/index.js';
import { AcknowledgeNotice } from './acknowledge-notice.js';
import { Declare } from './declare.js';
import { Notices } from './notices.js';
import { WithdrawNotice } from './withdraw-notice.js';

const { acknowledgeNotice, currentNotice, declareAnswer, withdrawNotice } = endpoints;

@Controller()
export class AgentNoticesController {
  constructor(
    private readonly tenant: Tenant,
    private readonly notices: Notices,
    private readonly acknowledge: AcknowledgeNotice,
    private readonly withdraw: WithdrawNotice,
    private readonly declare: Declare,
  ) {}

  @Route(currentNotice)
  async current(@Caller() { companyId, employeeId }: AgentCaller) {
    const { version, sha256, notice, text } = await this.tenant.run(companyId, (db) =>
      this.notices.current(db, companyId, employeeId),
    );
    return { version, sha256, notice, text };
  }

  @Route(acknowledgeNotice)
  acknowledged(
    @Caller() caller: AgentCaller,
    @Body({ schema: acknowledgeNotice.body }) body: z.output<typeof acknowledgeNotice.body>,
  ) {
    return this.acknowledge.run(caller, body);
  }

  @Route(withdrawNotice)
  withdrawn(@Caller() caller: AgentCaller) {
    return this.withdraw.run(caller);
  }

  @Route(declareAnswer)
  declared(
    @Caller() caller: AgentCaller,
    @Body({ schema: declareAnswer.body }) body: z.output<typeof declareAnswer.body>,
  ) {
    return this.declare.run(caller, body.answer);
  }
}
