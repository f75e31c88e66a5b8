import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Installation } from '../database/index.js';
import { OperatorEntry } from '../entry/index.js';
import { Caller, type OperatorCaller, Route } from '../http/index.js';
import { FoundCompany } from './found-company.js';
import { ListCompanies } from './list-companies.js';
import { OperatorAccounts } from './operator-accounts.js';
import { clearOperatorCookie, operatorTokenOf } from './operator-cookie.js';

const {
  operatorMe,
  operatorSignOut,
  listCompanies,
  addCompany,
  replaceOwnerToken,
  listOperators,
  inviteOperator,
  changeOperator,
} = endpoints;

@Controller()
export class OperatorsController {
  constructor(
    private readonly companies: ListCompanies,
    private readonly found: FoundCompany,
    private readonly accounts: OperatorAccounts,
    private readonly entry: OperatorEntry,
    private readonly installation: Installation,
  ) {}

  @Route(operatorMe)
  me(@Caller() caller: OperatorCaller) {
    return this.accounts.me(caller);
  }

  @Route(operatorSignOut)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = operatorTokenOf(request);
    if (token !== undefined) await this.installation.run((db) => this.entry.closeSession(db, token));
    clearOperatorCookie(response);
  }

  @Route(listCompanies)
  list(@Query({ schema: listCompanies.query }) query: z.output<typeof listCompanies.query>) {
    return this.companies.run(query);
  }

  @Route(addCompany)
  add(
    @Caller() caller: OperatorCaller,
    @Body({ schema: addCompany.body }) body: z.output<typeof addCompany.body>,
  ) {
    return this.found.run(caller, body.name);
  }

  @Route(replaceOwnerToken)
  replaceToken(
    @Caller() caller: OperatorCaller,
    @Param({ schema: replaceOwnerToken.params }) { id }: z.output<typeof replaceOwnerToken.params>,
  ) {
    return this.found.replaceToken(caller, id);
  }

  @Route(listOperators)
  operators() {
    return this.accounts.all();
  }

  @Route(inviteOperator)
  invite(@Caller() caller: OperatorCaller) {
    return this.accounts.invite(caller);
  }

  @Route(changeOperator)
  change(
    @Caller() caller: OperatorCaller,
    @Param({ schema: changeOperator.params }) { id }: z.output<typeof changeOperator.params>,
    @Body({ schema: changeOperator.body }) { active }: z.output<typeof changeOperator.body>,
  ) {
    return this.accounts.change(caller, id, active);
  }
}
