import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { type AgentCaller, Caller, Route, type SessionCaller } from '../http/index.js';
import { AnswerRequest } from './answer-request.js';
import { AskToJoin } from './ask-to-join.js';
import { ShowRequests } from './show-requests.js';

const { askToJoin, ownJoinRequest, listJoinRequests, approveJoinRequest, refuseJoinRequest } = endpoints;
const { tellWrongJoinCode, joinedRepository, myJoinRequests, refuseMyJoinRequest } = endpoints;
type Id = z.output<typeof ownJoinRequest.params>;

@Controller()
export class JoiningController {
  constructor(
    private readonly asking: AskToJoin,
    private readonly show: ShowRequests,
    private readonly answering: AnswerRequest,
  ) {}

  @Route(askToJoin)
  ask(
    @Caller() caller: AgentCaller,
    @Body({ schema: askToJoin.body }) body: z.output<typeof askToJoin.body>,
  ) {
    return this.asking.run(caller, body);
  }

  @Route(ownJoinRequest)
  own(@Caller() caller: AgentCaller, @Param({ schema: ownJoinRequest.params }) { id }: Id) {
    return this.show.own(caller, id);
  }

  @Route(listJoinRequests)
  waiting(@Caller() caller: AgentCaller) {
    return this.show.waiting(caller);
  }

  @Route(approveJoinRequest)
  approve(
    @Caller() caller: AgentCaller,
    @Param({ schema: approveJoinRequest.params }) { id }: Id,
    @Body({ schema: approveJoinRequest.body }) body: z.output<typeof approveJoinRequest.body>,
  ) {
    return this.answering.approve(caller, id, body.welcome);
  }

  @Route(refuseJoinRequest)
  refuse(@Caller() caller: AgentCaller, @Param({ schema: refuseJoinRequest.params }) { id }: Id) {
    return this.answering.refuse(caller, id);
  }

  @Route(tellWrongJoinCode)
  wrongCode(@Caller() caller: AgentCaller, @Param({ schema: tellWrongJoinCode.params }) { id }: Id) {
    return this.answering.wrongCode(caller, id);
  }

  @Route(joinedRepository)
  joined(@Caller() caller: AgentCaller) {
    return this.answering.joined(caller);
  }

  @Route(myJoinRequests)
  mine(@Caller() caller: SessionCaller) {
    return this.show.mine(caller);
  }

  @Route(refuseMyJoinRequest)
  refuseMine(@Caller() caller: SessionCaller, @Param({ schema: refuseMyJoinRequest.params }) { id }: Id) {
    return this.answering.refuse(caller, id);
  }
}
