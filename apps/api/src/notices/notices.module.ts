import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/index.js';
import { Notices } from './notices.js';
import { PublishNotice } from './publish-notice.js';

/** What other rooms need of notices; the routes are a module of their own, since they need rooms that need this one. */
@Module({
  imports: [PoliciesModule],
  providers: [Notices, PublishNotice],
  exports: [Notices, PublishNotice],
})
export class NoticesModule {}
