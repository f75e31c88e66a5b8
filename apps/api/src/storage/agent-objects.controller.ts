import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { type AgentCaller, Caller, Route } from '../http/index.js';
import { AgentRepository } from './agent-repository.js';
import { ReadObjects } from './read-objects.js';
import { SignUploads } from './sign-uploads.js';

const { openRepository, signUploads, signDownloads, listObjects } = endpoints;

@Controller()
export class AgentObjectsController {
  constructor(
    private readonly repository: AgentRepository,
    private readonly uploads: SignUploads,
    private readonly reading: ReadObjects,
  ) {}

  @Route(openRepository)
  open(@Caller() caller: AgentCaller) {
    return this.repository.open(caller);
  }

  @Route(signUploads)
  async sign(
    @Caller() caller: AgentCaller,
    @Param({ schema: signUploads.params }) params: z.infer<typeof signUploads.params>,
    @Body({ schema: signUploads.body }) body: z.infer<typeof signUploads.body>,
  ) {
    return { requests: await this.uploads.run({ caller, repositoryId: params.id, ...body }) };
  }

  @Route(signDownloads)
  async download(
    @Caller() caller: AgentCaller,
    @Param({ schema: signDownloads.params }) params: z.infer<typeof signDownloads.params>,
    @Body({ schema: signDownloads.body }) body: z.infer<typeof signDownloads.body>,
  ) {
    return { requests: await this.reading.signDownloads(caller, params.id, body.locationId, body.names) };
  }

  @Route(listObjects)
  list(
    @Caller() caller: AgentCaller,
    @Param({ schema: listObjects.params }) params: z.infer<typeof listObjects.params>,
    @Query({ schema: listObjects.query }) query: z.infer<typeof listObjects.query>,
  ) {
    return this.reading.list(caller, params.id, query);
  }
}
