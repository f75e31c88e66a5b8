import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FactorsModule } from '../factors/index.js';
import { FirstStartModule } from '../first-start/index.js';
import { SessionsModule } from '../sessions/index.js';
import { CountCompany } from './count-company.js';
import { FirstOperator } from './first-operator.js';
import { FoundCompany } from './found-company.js';
import { ListCompanies } from './list-companies.js';
import { OperatorAccounts } from './operator-accounts.js';
import { OperatorAddress } from './operator-address.js';
import { OperatorGuard } from './operator-guard.js';
import { OperatorSessionsController } from './operator-sessions.controller.js';
import { OperatorsController } from './operators.controller.js';
import { SetUpOperator } from './set-up-operator.js';
import { SignInOperator } from './sign-in-operator.js';

@Module({
  imports: [FactorsModule, FirstStartModule, SessionsModule],
  controllers: [OperatorSessionsController, OperatorsController],
  providers: [
    CountCompany,
    FirstOperator,
    FoundCompany,
    ListCompanies,
    OperatorAccounts,
    OperatorAddress,
    SetUpOperator,
    SignInOperator,
    { provide: APP_GUARD, useClass: OperatorGuard },
  ],
  exports: [CountCompany, FirstOperator],
})
export class OperatorsModule {}
