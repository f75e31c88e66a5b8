import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { Caller, type SessionCaller } from '../http/caller.js';
import { Route } from '../http/route.js';
import { visitOf } from '../sessions/index.js';
import { ChangeFactors } from './change-factors.js';
import { ChangePassword } from './change-password.js';
import { Confirm } from './confirm.js';

const { getAccount, beginConfirmation, confirmAccount, beginNewFactor, addFactor } = endpoints;
const { renamePasskey, removePasskey, removeTotp, changePassword } = endpoints;

@Controller()
export class FactorsController {
  constructor(
    private readonly factors: ChangeFactors,
    private readonly confirm: Confirm,
    private readonly password: ChangePassword,
  ) {}

  @Route(getAccount)
  account(@Caller() caller: SessionCaller) {
    return this.factors.list(caller);
  }

  @Route(beginConfirmation)
  askFactor(@Caller() caller: SessionCaller) {
    return this.confirm.begin(caller);
  }

  @Route(confirmAccount)
  checkFactor(
    @Caller() caller: SessionCaller,
    @Body({ schema: confirmAccount.body }) body: z.output<typeof confirmAccount.body>,
  ) {
    return this.confirm.finish(caller, body);
  }

  @Route(beginNewFactor)
  offer(@Caller() caller: SessionCaller) {
    return this.factors.offer(caller);
  }

  @Route(addFactor)
  add(
    @Caller() caller: SessionCaller,
    @Req() request: Request,
    @Body({ schema: addFactor.body }) body: z.output<typeof addFactor.body>,
  ) {
    return this.factors.add(caller, body, visitOf(request).browser);
  }

  @Route(renamePasskey)
  rename(
    @Caller() caller: SessionCaller,
    @Param({ schema: renamePasskey.params }) params: z.output<typeof renamePasskey.params>,
    @Body({ schema: renamePasskey.body }) body: z.output<typeof renamePasskey.body>,
  ) {
    return this.factors.rename(caller, params.id, body.name);
  }

  @Route(removePasskey)
  removeOne(
    @Caller() caller: SessionCaller,
    @Param({ schema: removePasskey.params }) params: z.output<typeof removePasskey.params>,
  ) {
    return this.factors.removePasskey(caller, params.id);
  }

  @Route(removeTotp)
  removeApp(@Caller() caller: SessionCaller) {
    return this.factors.removeTotp(caller);
  }

  @Route(changePassword)
  async change(
    @Caller() caller: SessionCaller,
    @Body({ schema: changePassword.body }) body: z.output<typeof changePassword.body>,
  ) {
    return { ended: await this.password.run(caller, body) };
  }
}
