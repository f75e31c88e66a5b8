import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthorizationModule } from '../authorization/index.js';
import { CompaniesModule } from '../companies/index.js';
import { FleetModule } from '../fleet/index.js';
import { NoticesModule } from '../notices/index.js';
import { PeopleModule } from '../people/index.js';
import { PoliciesModule } from '../policies/index.js';
import { AgentGuard } from './agent-guard.js';
import { AgentsController } from './agents.controller.js';
import { EnrolPhone } from './enrol-phone.js';
import { EnrolWorkstation } from './enrol-workstation.js';
import { MintForEverybody } from './mint-for-everybody.js';
import { ReleasePhone } from './release-phone.js';
import { ReleasedPhonesController } from './released-phones.controller.js';
import { RevokeWorkstation } from './revoke-workstation.js';
import { WorkstationsController } from './workstations.controller.js';

@Module({
  imports: [AuthorizationModule, CompaniesModule, FleetModule, NoticesModule, PeopleModule, PoliciesModule],
  controllers: [AgentsController, ReleasedPhonesController, WorkstationsController],
  providers: [
    EnrolWorkstation,
    EnrolPhone,
    ReleasePhone,
    RevokeWorkstation,
    MintForEverybody,
    { provide: APP_GUARD, useClass: AgentGuard },
  ],
})
export class AgentsModule {}
