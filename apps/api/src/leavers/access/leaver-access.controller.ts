import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { ReadAccessLog } from '../../access/index.js';
import { ReadRepositoryState } from '../../backup/index.js';
import { Caller, type LeaverCaller, requestIdOf, Route } from '../../http/index.js';
import { ReadObjects } from '../../storage/index.js';
import { AskErasure } from './ask-erasure.js';
import { OpenLink } from './open-link.js';
import { ProveCode } from './prove-code.js';
import { ShowKept } from './show-kept.js';

const { openLeaverLink, leaverKept, leaverAccessLog, leaverChallenge, leaverProof } = endpoints;
const { leaverRepository, leaverState, leaverObjects, leaverDownloads, askErasure } = endpoints;
type Id = z.output<typeof leaverState.params>;

@Controller()
export class LeaverAccessController {
  constructor(
    private readonly links: OpenLink,
    private readonly kept: ShowKept,
    private readonly log: ReadAccessLog,
    private readonly codes: ProveCode,
    private readonly state: ReadRepositoryState,
    private readonly objects: ReadObjects,
    private readonly erasure: AskErasure,
  ) {}

  @Route(openLeaverLink)
  open(
    @Req() request: Request,
    @Body({ schema: openLeaverLink.body }) body: z.output<typeof openLeaverLink.body>,
  ) {
    const visit = { address: request.ip ?? 'unknown', requestId: requestIdOf(request) };
    return this.links.run(body.token, visit);
  }

  @Route(leaverKept)
  whatIsKept(@Caller() caller: LeaverCaller) {
    return this.kept.run(caller);
  }

  @Route(leaverAccessLog)
  whoLooked(
    @Caller() caller: LeaverCaller,
    @Query({ schema: leaverAccessLog.query }) query: z.output<typeof leaverAccessLog.query>,
  ) {
    return this.log.run(caller, query);
  }

  @Route(leaverChallenge)
  challenge(@Caller() caller: LeaverCaller) {
    return this.codes.challenge(caller);
  }

  @Route(leaverProof)
  prove(
    @Caller() caller: LeaverCaller,
    @Body({ schema: leaverProof.body }) body: z.output<typeof leaverProof.body>,
  ) {
    return this.codes.run(caller, body);
  }

  @Route(leaverRepository)
  repository(@Caller() caller: LeaverCaller) {
    return this.kept.repository(caller);
  }

  @Route(leaverState)
  snapshots(@Caller() caller: LeaverCaller, @Param({ schema: leaverState.params }) { id }: Id) {
    return this.state.run(caller, id);
  }

  @Route(leaverObjects)
  list(
    @Caller() caller: LeaverCaller,
    @Param({ schema: leaverObjects.params }) { id }: Id,
    @Query({ schema: leaverObjects.query }) query: z.output<typeof leaverObjects.query>,
  ) {
    return this.objects.list(caller, id, query);
  }

  @Route(leaverDownloads)
  async download(
    @Caller() caller: LeaverCaller,
    @Param({ schema: leaverDownloads.params }) { id }: Id,
    @Body({ schema: leaverDownloads.body }) body: z.output<typeof leaverDownloads.body>,
  ) {
    return { requests: await this.objects.signDownloads(caller, id, body.locationId, body.names) };
  }

  @Route(askErasure)
  eraseNow(
    @Caller() caller: LeaverCaller,
    @Body({ schema: askErasure.body }) _body: z.output<typeof askErasure.body>,
  ) {
    return this.erasure.run(caller);
  }
}
