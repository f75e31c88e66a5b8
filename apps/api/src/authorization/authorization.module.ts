import { Module } from '@nestjs/common';
import { CompaniesModule } from '../companies/index.js';
import { FleetModule } from '../fleet/index.js';
import { PeopleModule } from '../people/index.js';
import { AccessTokens } from './access-tokens.js';
import { AgentAuthorizations } from './agent-authorizations.js';
import { AgentStanding } from './agent-standing.js';
import { AuthorizationKeys } from './authorization-keys.js';
import { AuthorizationServer } from './authorization-server.js';
import { AuthorizationsController } from './authorizations.controller.js';
import { DpopNonces } from './dpop-nonces.js';
import { EnrolmentTokenGrant } from './enrolment-token-grant.js';
import { FailureThrottle } from './failure-throttle.js';
import { RevokeAgent } from './revoke-agent.js';
import { StoredModels } from './stored-models.js';

@Module({
  imports: [CompaniesModule, FleetModule, PeopleModule],
  controllers: [AuthorizationsController],
  providers: [
    AccessTokens,
    AgentAuthorizations,
    AgentStanding,
    AuthorizationKeys,
    AuthorizationServer,
    DpopNonces,
    EnrolmentTokenGrant,
    FailureThrottle,
    RevokeAgent,
    StoredModels,
  ],
  exports: [AccessTokens, AuthorizationServer, DpopNonces, RevokeAgent],
})
export class AuthorizationModule {}
