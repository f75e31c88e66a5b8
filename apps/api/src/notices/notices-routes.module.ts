import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/index.js';
import { PoliciesModule } from '../policies/index.js';
import { AcknowledgeNotice } from './acknowledge-notice.js';
import { AgentNoticesController } from './agent-notices.controller.js';
import { Declare } from './declare.js';
import { NoticesController } from './notices.controller.js';
import { NoticesModule } from './notices.module.js';
import { ShowVisibility } from './show-visibility.js';
import { WithdrawNotice } from './withdraw-notice.js';

@Module({
  imports: [NoticesModule, PeopleModule, PoliciesModule],
  controllers: [NoticesController, AgentNoticesController],
  providers: [AcknowledgeNotice, WithdrawNotice, Declare, ShowVisibility],
})
export class NoticesRoutesModule {}
