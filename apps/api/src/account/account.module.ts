import { Module } from '@nestjs/common';
import { FactorsModule } from '../factors/index.js';
import { PeopleModule } from '../people/index.js';
import { SessionsModule } from '../sessions/index.js';
import { ChangePassword } from './change-password.js';
import { Confirm } from './confirm.js';
import { ChangeFactors } from './change-factors.js';
import { FactorsController } from './factors.controller.js';
import { OwnSessions } from './own-sessions.js';
import { OwnSessionsController } from './own-sessions.controller.js';

@Module({
  imports: [FactorsModule, PeopleModule, SessionsModule],
  controllers: [FactorsController, OwnSessionsController],
  providers: [Confirm, ChangeFactors, ChangePassword, OwnSessions],
})
export class AccountModule {}
