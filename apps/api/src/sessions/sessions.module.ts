import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CompaniesModule } from '../companies/index.js';
import { PeopleModule } from '../people/index.js';
import { EndSessions } from './end-sessions.js';
import { OpenSession } from './open-session.js';
import { SessionGuard } from './session-guard.js';
import { SessionsController } from './sessions.controller.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';

@Module({
  imports: [CompaniesModule, PeopleModule],
  controllers: [SessionsController],
  providers: [OpenSession, EndSessions, SetUp, SignIn, { provide: APP_GUARD, useClass: SessionGuard }],
  exports: [OpenSession, EndSessions],
})
export class SessionsModule {}
