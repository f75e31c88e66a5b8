import { endpoints } from '@holdfast/contracts';
import { Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, type SessionCaller } from '../http/caller.js';
import { Route } from '../http/route.js';
import { OwnSessions } from './own-sessions.js';

const { listOwnSessions, endOwnSession, endOtherSessions, endSessionsOf } = endpoints;

@Controller()
export class OwnSessionsController {
  constructor(private readonly sessions: OwnSessions) {}

  @Route(listOwnSessions)
  async list(@Caller() caller: SessionCaller) {
    return { items: await this.sessions.list(caller) };
  }

  @Route(endOwnSession)
  async endOne(
    @Caller() caller: SessionCaller,
    @Param({ schema: endOwnSession.params }) params: z.output<typeof endOwnSession.params>,
  ) {
    return { ended: await this.sessions.endOne(caller, params.id) };
  }

  @Route(endOtherSessions)
  async endOthers(@Caller() caller: SessionCaller) {
    return { ended: await this.sessions.endOthers(caller) };
  }

  @Route(endSessionsOf)
  async endAllOf(
    @Caller() caller: SessionCaller,
    @Param({ schema: endSessionsOf.params }) params: z.output<typeof endSessionsOf.params>,
  ) {
    return { ended: await this.sessions.endAllOf(caller, params.id) };
  }
}
