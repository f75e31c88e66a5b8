import type { CheckedIn, Command } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import type { ControlPlane } from '../managed/control-plane.js';
import type { OpenRuns } from '../managed/open-runs.js';
import { VERSION } from '../version.js';
import type { AgentMemory, PhoneMemory } from './agent-memory.js';
import type { PhoneStatus } from './agent-status.js';

/** What a check-in answered that the agent acts on. */
export interface CheckInAnswer {
  readonly commands: readonly Command[];
  readonly nextCheckInSeconds: number;
  /** Of the phones that were said to be here, those that are no longer enrolled: their person or IT released them. */
  readonly released: readonly string[];
}

/**
 * One check-in: says what is attached and which commands are done; learns the server's clock, the policy (fetched only
 * when it is another one, its version or what is to be acknowledged changed), the notice's state and each phone's newest snapshot. @throws ProblemError, ControlPlaneUnreachable
 */
export async function checkIn(
  plane: ControlPlane,
  memory: AgentMemory,
  runs: OpenRuns,
  phones: readonly Pick<PhoneStatus, 'phoneId' | 'attach'>[],
  signal: AbortSignal,
): Promise<CheckInAnswer> {
  const finished = memory.now.finishedCommands.slice(0, 200);
  const before = memory.now.phones;
  const asked = Date.now();
  const said = phones.slice(0, 100).map(({ phoneId, attach }) => ({ phoneId, attach }));
  const answer: CheckedIn = await plane.call(endpoints.checkIn, {
    body: {
      agentVersion: VERSION,
      spoolBytes: 0,
      phones: said,
      finishedCommands: finished,
    },
    signal,
  });
  const halfway = (asked + Date.now()) / 2;
  const known = memory.now.policy;
  // Another policy may have the same number: the person came into another group, or the group was given another one.
  const same = known?.policyId === answer.policyId && known.version === answer.policyVersion;
  const policy =
    same && memory.now.statement === answer.notice.current.sha256
      ? known
      : await plane.call(endpoints.effectivePolicy, { signal });
  // Before the policy: a phone that is attached meanwhile is not taken for one that was never backed up.
  for (const { phoneId, newestSnapshotAt } of answer.phones) {
    const { newestSnapshotAt: known } = memory.phone(phoneId);
    // One that was made while the question was on its way: the answer does not know of it yet.
    if (known !== newestOf(before, phoneId) || known === newestSnapshotAt) continue;
    await memory.changePhone(phoneId, { newestSnapshotAt });
  }
  await memory.change({
    clockOffsetMs: Date.parse(answer.serverTime) - halfway,
    policy,
    notice: answer.notice.acknowledged ? 'accepted' : 'open',
    statement: answer.notice.current.sha256,
    finishedCommands: memory.now.finishedCommands.filter((id) => !finished.includes(id)),
  });
  await runs.catchUp(plane);
  const enrolled = new Set(answer.phones.map(({ phoneId }) => phoneId));
  return {
    // One may have been done while the question was on its way: the answer does not know of it yet.
    commands: answer.commands.filter(
      ({ id }) => !finished.includes(id) && !memory.now.finishedCommands.includes(id),
    ),
    nextCheckInSeconds: answer.nextCheckInSeconds,
    released: said.map(({ phoneId }) => phoneId).filter((id) => !enrolled.has(id)),
  };
}

const newestOf = (phones: readonly PhoneMemory[], phoneId: string): string | null =>
  phones.find((phone) => phone.phoneId === phoneId)?.newestSnapshotAt ?? null;
