import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { endpoints, PolicyV1 } from '@holdfast/contracts';
import type { ControlPlane } from '../managed/control-plane.js';
import { OpenRuns } from '../managed/open-runs.js';
import { AgentMemory } from './agent-memory.js';
import { checkIn } from './check-in.js';

const ID = '00000000-0000-4000-8000-000000000001';
const OLD = '2026-11-26T08:00:00.000Z';
const NEW = '2026-11-27T08:00:00.000Z';

let folder: string;
let memory: AgentMemory;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'holdfast-check-in-'))));
beforeEach(async () => void (memory = await AgentMemory.load(mkdtempSync(join(folder, 'state-')))));
afterAll(() => rmSync(folder, { recursive: true }));

let statement = 'of the first key';
let policiesRead = 0;
/** Which policy covers the person, and its version. */
let covering = { policyId: ID, version: 1 };

/** A check-in whose answer knows of the snapshot at `newestSnapshotAt`; `meanwhile` happens before it comes. */
async function hear(
  newestSnapshotAt: string | null,
  meanwhile = async (): Promise<void> => {},
  here: readonly string[] = [],
) {
  const policy = {
    ...covering,
    because: 'only one',
    policy: PolicyV1.parse({ schema: 1, name: 'Standard' }),
    companyKey: null,
  };
  const answer = {
    serverTime: NEW,
    policyId: policy.policyId,
    policyVersion: policy.version,
    commands: [],
    notice: { acknowledged: true, current: { sha256: statement } },
    phones: [{ phoneId: ID, newestSnapshotAt }],
    nextCheckInSeconds: 60,
  };
  const call = async (endpoint: unknown): Promise<unknown> => {
    if (endpoint === endpoints.effectivePolicy) {
      policiesRead += 1;
      return policy;
    }
    await meanwhile();
    return answer;
  };
  const plane = { call } as unknown as ControlPlane;
  const said = here.map((phoneId) => ({ phoneId, attach: 'ready' as const }));
  return checkIn(plane, memory, new OpenRuns(folder), said, AbortSignal.timeout(10_000));
}

describe('what a check-in says of the newest snapshot', () => {
  it('is remembered, also where it is older than what was known, or gone', async () => {
    for (const newest of [NEW, OLD, null]) {
      await hear(newest);
      expect(memory.phone(ID).newestSnapshotAt).toBe(newest);
    }
  });

  it('does not count against one that was made while the question was on its way', async () => {
    await hear(OLD);
    await hear(OLD, () => memory.changePhone(ID, { newestSnapshotAt: NEW }));
    expect(memory.phone(ID).newestSnapshotAt).toBe(NEW);
  });

  it('is known as soon as there is a policy to judge it by', async () => {
    const known: boolean[] = [];
    const change = memory.change.bind(memory);
    memory.change = async (next) => {
      await change(next);
      if (memory.now.policy !== null) known.push(memory.phone(ID).newestSnapshotAt === NEW);
    };
    await hear(NEW);
    expect(known).toEqual([true]);
  });
});

describe('the policy', () => {
  it('is read anew where what is to be acknowledged changed: the company’s key may be another one', async () => {
    policiesRead = 0;
    await hear(NEW);
    await hear(NEW);
    expect(policiesRead).toBe(1);
    statement = 'of another key';
    await hear(NEW);
    await hear(NEW);
    expect(policiesRead).toBe(2);
  });

  it('is read anew where it is another one, also one of the same number', async () => {
    policiesRead = 0;
    await hear(NEW);
    const other = '00000000-0000-4000-8000-000000000003';
    for (const [next, read] of [
      [{ policyId: other, version: 1 }, 2],
      [{ policyId: other, version: 2 }, 3],
      [{ policyId: ID, version: 2 }, 4],
    ] as const) {
      covering = next;
      await hear(NEW);
      await hear(NEW);
      expect([policiesRead, memory.now.policy]).toMatchObject([read, next]);
    }
  });
});

describe('a phone that a check-in no longer knows', () => {
  it('was released, if it was said to be here; one that came meanwhile was not', async () => {
    const gone = '00000000-0000-4000-8000-000000000002';
    expect((await hear(OLD, undefined, [ID, gone])).released).toEqual([gone]);
    expect((await hear(OLD, undefined, [])).released).toEqual([]);
  });
});
