import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JoinState } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import { joinRequestFile } from '../joining/join-request-file.js';
import type { ControlPlane } from '../managed/control-plane.js';
import type { Enrolment } from '../managed/enrolment.js';
import { AgentMemory } from './agent-memory.js';
import { EventLog } from './event-log.js';
import { KeysDuty } from './keys-duty.js';

const ID = '00000000-0000-4000-8000-000000000001';
let folder: string;
let state: string;
let said: string[];
let asked: number;
let now: Date;
let answer: { dueOn: string | null; request: JoinState; isAway: boolean };
let duty: KeysDuty;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'holdfast-keys-duty-'))));
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  state = mkdtempSync(join(folder, 'state-'));
  [said, asked, now] = [[], 0, new Date('2026-11-27T23:00:00Z')];
  answer = { dueOn: '2027-11-01', request: 'waiting', isAway: false };
  const call = (endpoint: unknown): Promise<unknown> => {
    if (answer.isAway) return Promise.reject(new Error('away'));
    if (endpoint === endpoints.recoveryCode) {
      asked += 1;
      return Promise.resolve({ registeredOn: '2025-11-01', provenOn: null, dueOn: answer.dueOn });
    }
    if (endpoint === endpoints.ownJoinRequest)
      return Promise.resolve({ state: answer.request, welcome: null });
    throw new Error('not asked for');
  };
  const write = (text: string): boolean => (said.push((JSON.parse(text) as { event: string }).event), true);
  const log = new EventLog(
    { stdin: process.stdin, stdout: { write }, stderr: { write } },
    { json: true },
    () => now,
  );
  const plane = { call } as unknown as ControlPlane;
  const memory = await AgentMemory.load(state);
  duty = new KeysDuty(state, {} as Enrolment, plane, memory, log, () => now);
});

const laterBy = (hours: number): void => void (now = new Date(now.getTime() + hours * 3_600_000));

describe('what an agent sees to beside its phones', () => {
  it('is whether the recovery code is due: asked and told once a day, by the clock of the server', async () => {
    for (let contact = 0; contact < 3; contact += 1) await duty.run();
    expect([asked, said]).toEqual([1, []]);
    answer.dueOn = '2026-11-28';
    laterBy(2);
    for (let contact = 0; contact < 3; contact += 1) await duty.run();
    expect([asked, said]).toEqual([2, ['recovery-code-due']]);
    laterBy(24);
    await duty.run();
    expect([asked, said]).toEqual([3, ['recovery-code-due', 'recovery-code-due']]);
  });

  it('is what became of its question to be let in, until it is answered', async () => {
    const file = joinRequestFile(state);
    await file.write({ format: 1, id: ID, code: '0123456789AB' });
    await duty.run();
    expect([said, existsSync(file.path)]).toEqual([[], true]);
    answer.request = 'refused';
    await duty.run();
    await duty.run();
    expect([said, existsSync(file.path)]).toEqual([['not-let-in'], false]);
  });

  it('is told once where it fails, and tried again', async () => {
    answer.isAway = true;
    await duty.run();
    await duty.run();
    expect(said).toEqual(['keys']);
    answer.isAway = false;
    await duty.run();
    expect([asked, said]).toEqual([1, ['keys']]);
  });
});
