import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, type OperatorCaller, Route } from '../http/index.js';
import { FoundCompany } from './found-company.js';
import { ListCompanies } from './list-companies.js';
import { OperatorAccounts } from './operator-accounts.js';

const {
  operatorMe,
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
  ) {}

  @Route(operatorMe)
  me(@Caller() caller: OperatorCaller) {
    return this.accounts.me(caller);
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
