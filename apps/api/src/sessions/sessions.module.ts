import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessModule } from '../access/index.js';
import { CompaniesModule } from '../companies/index.js';
import { FactorsModule } from '../factors/index.js';
import { PeopleModule } from '../people/index.js';
import { Confirmations } from './confirmations.js';
import { EndSessions } from './end-sessions.js';
import { FactorThrottle } from './factor-throttle.js';
import { FindCaller } from './find-caller.js';
import { FinishSignIn } from './finish-sign-in.js';
import { OpenBreakGlass } from './open-break-glass.js';
import { OpenSession } from './open-session.js';
import { SessionGuard } from './session-guard.js';
import { PersonSessions } from './person-sessions.js';
import { SessionSweep } from './session-sweep.js';
import { SessionsController } from './sessions.controller.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';
import { SignInRefusals } from './sign-in-refusals.js';
import { SignOut } from './sign-out.js';

@Module({
  imports: [AccessModule, CompaniesModule, PeopleModule, FactorsModule],
  controllers: [SessionsController],
  providers: [
    FindCaller,
    OpenSession,
    EndSessions,
    SetUp,
    SignIn,
    FinishSignIn,
    OpenBreakGlass,
    FactorThrottle,
    SignInRefusals,
    Confirmations,
    SessionSweep,
    PersonSessions,
    SignOut,
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [
    FindCaller,
    OpenSession,
    EndSessions,
    PersonSessions,
    Confirmations,
    FactorThrottle,
    SignInRefusals,
  ],
})
export class SessionsModule {}
