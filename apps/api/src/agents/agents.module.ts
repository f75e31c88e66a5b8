import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CompaniesModule } from '../companies/index.js';
import { FleetModule } from '../fleet/index.js';
import { PeopleModule } from '../people/index.js';
import { AcknowledgeNotice } from './acknowledge-notice.js';
import { AgentGuard } from './agent-guard.js';
import { AgentsController } from './agents.controller.js';
import { EnrolPhone } from './enrol-phone.js';
import { EnrolWorkstation } from './enrol-workstation.js';
import { RevokeAgent } from './revoke-agent.js';

@Module({
  imports: [CompaniesModule, FleetModule, PeopleModule],
  controllers: [AgentsController],
  providers: [
    EnrolWorkstation,
    AcknowledgeNotice,
    EnrolPhone,
    RevokeAgent,
    { provide: APP_GUARD, useClass: AgentGuard },
  ],
  exports: [RevokeAgent],
})
export class AgentsModule {}
