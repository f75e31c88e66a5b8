import { endpoints } from '@holdfast/contracts';
import { Body, Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { AcknowledgeNotice } from './acknowledge-notice.js';
import { Declare } from './declare.js';
import { PublishNotice } from './publish-notice.js';
import { ShowVisibility } from './show-visibility.js';
import { WithdrawNotice } from './withdraw-notice.js';

const {
  myVisibility,
  acknowledgeMyNotice,
  withdrawMyNotice,
  myAnswer,
  declareMine,
  getNotice,
  previewNotice,
  publishNotice,
} = endpoints;

@Controller()
export class NoticesController {
  constructor(
    private readonly show: ShowVisibility,
    private readonly acknowledge: AcknowledgeNotice,
    private readonly withdraw: WithdrawNotice,
    private readonly declare: Declare,
    private readonly publish: PublishNotice,
  ) {}

  @Route(myVisibility)
  mine(@Caller() caller: SessionCaller) {
    return this.show.mine(caller);
  }

  @Route(acknowledgeMyNotice)
  acknowledgeMine(
    @Caller() caller: SessionCaller,
    @Body({ schema: acknowledgeMyNotice.body }) body: z.output<typeof acknowledgeMyNotice.body>,
  ) {
    return this.acknowledge.run(caller, body);
  }

  @Route(withdrawMyNotice)
  withdrawMine(@Caller() caller: SessionCaller) {
    return this.withdraw.run(caller);
  }

  @Route(myAnswer)
  answer(@Caller() caller: SessionCaller) {
    return this.show.answer(caller);
  }

  @Route(declareMine)
  declareOwn(
    @Caller() caller: SessionCaller,
    @Body({ schema: declareMine.body }) body: z.output<typeof declareMine.body>,
  ) {
    return this.declare.run(caller, body.answer);
  }

  @Route(getNotice)
  company(@Caller() caller: SessionCaller) {
    return this.show.company(caller);
  }

  @Route(previewNotice)
  preview(
    @Caller() caller: SessionCaller,
    @Body({ schema: previewNotice.body }) body: z.output<typeof previewNotice.body>,
  ) {
    return this.show.preview(caller, body.text);
  }

  @Route(publishNotice)
  async publishNext(
    @Caller() caller: SessionCaller,
    @Body({ schema: publishNotice.body }) body: z.output<typeof publishNotice.body>,
  ) {
    await this.publish.run(caller, body);
    return this.show.company(caller);
  }
}
