import type { CheckedIn, CheckIn as CheckInBody } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Fleet } from '../fleet/index.js';
import type { AgentCaller } from '../http/index.js';
import { Notices } from '../notices/index.js';
import { nextCheckInSeconds } from './next-check-in.js';

/** Records what an agent sees and answers what it needs to go on without asking again. Idempotent. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly fleet: Fleet,
    private readonly notices: Notices,
  ) {}

  async run(caller: AgentCaller, body: z.infer<typeof CheckInBody>): Promise<CheckedIn> {
    const { agentVersion, phones: attach, finishedCommands } = body;
    const { workstationId } = caller;
    const said = { workstationId, agentVersion, attach, finishedCommands };
    const news = await this.fleet.checkIn(caller, said);
    const commands = [...(news.commands ?? [])];
    const attached = attach.some((phone) => phone.attach !== 'detached');
    const { policyId, policyVersion, noticeVersion, keyNumber, running, changedMsAgo } = news;
    if (policyId === null || policyVersion === null)
      throw new Error('The company has no policy for everybody');
    if (noticeVersion === null) throw new Error('The company has no notice');
    const versions = { policyId, policyVersion, noticeVersion, keyNumber };
    const current = await this.notices.inForce(caller, versions);
    const pulse = { running, attached, changedMsAgo: changedMsAgo ?? undefined, commands: commands.length };
    return {
      serverTime: new Date().toISOString(),
      policyId,
      policyVersion,
      commands,
      notice: { acknowledged: news.acknowledgedSha256 === current.sha256, current },
      phones: (news.snapshots ?? []).map(({ phoneId, newestSnapshotAt: at }) => ({
        phoneId,
        newestSnapshotAt: at === null ? null : new Date(at).toISOString(),
      })),
      nextCheckInSeconds: nextCheckInSeconds(pulse, Math.random()),
    };
  }
}
