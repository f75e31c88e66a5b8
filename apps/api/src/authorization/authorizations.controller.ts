import { endpoints } from '@holdfast/contracts';
import { Controller, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { AgentAuthorizations } from './agent-authorizations.js';

const { getAgentAuthorization, approveAgentAuthorization, refuseAgentAuthorization } = endpoints;
type Params = z.output<typeof getAgentAuthorization.params>;

@Controller()
export class AuthorizationsController {
  constructor(private readonly authorizations: AgentAuthorizations) {}

  @Route(getAgentAuthorization)
  show(
    @Caller() caller: SessionCaller,
    @Param({ schema: getAgentAuthorization.params }) { uid }: Params,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.authorizations.show(caller, uid, { request, response });
  }

  @Route(approveAgentAuthorization)
  approve(
    @Caller() caller: SessionCaller,
    @Param({ schema: approveAgentAuthorization.params }) { uid }: Params,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.authorizations.decide(caller, uid, true, { request, response });
  }

  @Route(refuseAgentAuthorization)
  refuse(
    @Caller() caller: SessionCaller,
    @Param({ schema: refuseAgentAuthorization.params }) { uid }: Params,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.authorizations.decide(caller, uid, false, { request, response });
  }
}
