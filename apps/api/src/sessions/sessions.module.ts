import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessModule } from '../access/index.js';
import { CompaniesModule } from '../companies/index.js';
import { PeopleModule } from '../people/index.js';
import { EndSessions } from './end-sessions.js';
import { FindCaller } from './find-caller.js';
import { OpenSession } from './open-session.js';
import { SessionGuard } from './session-guard.js';
import { SessionsController } from './sessions.controller.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';

@Module({
  imports: [AccessModule, CompaniesModule, PeopleModule],
  controllers: [SessionsController],
  providers: [
    FindCaller,
    OpenSession,
    EndSessions,
    SetUp,
    SignIn,
    SignOut,
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [FindCaller, OpenSession, EndSessions],
})
export class SessionsModule {}
