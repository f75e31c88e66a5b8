import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FirstStartModule } from '../first-start/index.js';
import { CountCompany } from './count-company.js';
import { FirstOperator } from './first-operator.js';
import { FoundCompany } from './found-company.js';
import { ListCompanies } from './list-companies.js';
import { OperatorAccounts } from './operator-accounts.js';
import { OperatorGuard } from './operator-guard.js';
import { OperatorsController } from './operators.controller.js';

@Module({
  imports: [FirstStartModule],
  controllers: [OperatorsController],
  providers: [
    CountCompany,
    FirstOperator,
    FoundCompany,
    ListCompanies,
    OperatorAccounts,
    { provide: APP_GUARD, useClass: OperatorGuard },
  ],
  exports: [CountCompany, FirstOperator],
})
export class OperatorsModule {}
