import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { type AgentCaller, Caller, Route } from '../http/index.js';
import { CommitSnapshot } from './commit-snapshot.js';
import { ReportRun } from './report-run.js';
import { ReadRepositoryState } from './repository-state.js';
import { StartRun } from './start-run.js';
import { TakeLease } from './take-lease.js';

const { startRun, reportRun, takeLease, commitSnapshot, repositoryState } = endpoints;

@Controller()
export class BackupController {
  constructor(
    private readonly starting: StartRun,
    private readonly reporting: ReportRun,
    private readonly leases: TakeLease,
    private readonly committing: CommitSnapshot,
    private readonly states: ReadRepositoryState,
  ) {}

  @Route(startRun)
  async start(
    @Caller() caller: AgentCaller,
    @Body({ schema: startRun.body }) body: z.infer<typeof startRun.body>,
  ) {
    await this.starting.run({ caller, ...body });
    return { runId: body.runId };
  }

  @Route(reportRun)
  async report(
    @Caller() caller: AgentCaller,
    @Param({ schema: reportRun.params }) params: z.infer<typeof reportRun.params>,
    @Body({ schema: reportRun.body }) body: z.infer<typeof reportRun.body>,
  ): Promise<void> {
    await this.reporting.run({ caller, runId: params.id, ...body });
  }

  @Route(takeLease)
  lease(
    @Caller() caller: AgentCaller,
    @Body({ schema: takeLease.body }) body: z.infer<typeof takeLease.body>,
  ) {
    return this.leases.run(caller, body.phoneId, body.fence);
  }

  @Route(commitSnapshot)
  commit(
    @Caller() caller: AgentCaller,
    @Body({ schema: commitSnapshot.body }) body: z.infer<typeof commitSnapshot.body>,
  ) {
    return this.committing.run(caller, body);
  }

  @Route(repositoryState)
  state(
    @Caller() caller: AgentCaller,
    @Param({ schema: repositoryState.params }) params: z.infer<typeof repositoryState.params>,
  ) {
    return this.states.run(caller, params.id);
  }
}
