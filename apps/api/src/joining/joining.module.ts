import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/index.js';
import { AnswerRequest } from './answer-request.js';
import { AskToJoin } from './ask-to-join.js';
import { JoiningController } from './joining.controller.js';
import { ShowRequests } from './show-requests.js';

@Module({
  imports: [FleetModule],
  controllers: [JoiningController],
  providers: [AskToJoin, ShowRequests, AnswerRequest],
})
export class JoiningModule {}
