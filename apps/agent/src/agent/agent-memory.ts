import { join } from 'node:path';
import { CauseClass, EffectivePolicy, RecoveryCodeDates } from '@holdfast/contracts';
import { z } from 'zod';
import { JsonFile } from '../state/json-file.js';

const PhoneMemory = z.object({
  phoneId: z.uuid(),
  newestSnapshotAt: z.string().nullable(),
  lastAttemptAt: z.string().nullable(),
  failedAttempts: z.int(),
  lastOutcome: z.enum(['completed', 'interrupted', 'failed', 'cancelled']).nullable(),
  lastCause: CauseClass.nullable(),
  /** When all of its files were last read, and not only those that looked changed. */
  lastFullReadAt: z.string().nullable().default(null),
  /** Nobody came when the phone asked for its person: not before this is it asked again while it stays attached. */
  askAgainAt: z.string().nullable().default(null),
});
/** What the agent remembers of a phone between its own starts. Moments by the server's clock. */
export type PhoneMemory = z.infer<typeof PhoneMemory>;

const Memory = z.object({
  format: z.literal(1),
  policy: EffectivePolicy.nullable(),
  /** Server's clock minus this workstation's, milliseconds. */
  clockOffsetMs: z.number(),
  notice: z.enum(['accepted', 'open', 'unknown']),
  /** Of the statement in force at the last check-in: another one may mean another key of the company. */
  statement: z.string().nullable().default(null),
  /** What the control plane said of the recovery code, and on which day it was asked. */
  recoveryCode: RecoveryCodeDates.extend({ askedOn: z.string() }).nullable().default(null),
  /** Commands done, until the control plane has been told. */
  finishedCommands: z.array(z.uuid()),
  phones: z.array(PhoneMemory),
});
type Memory = z.infer<typeof Memory>;

const NOTHING: Memory = {
  format: 1,
  policy: null,
  clockOffsetMs: 0,
  notice: 'unknown',
  statement: null,
  recoveryCode: null,
  finishedCommands: [],
  phones: [],
};

/** What is remembered of a phone that nothing happened to yet. */
export const nothingOf = (phoneId: string): PhoneMemory => ({
  phoneId,
  newestSnapshotAt: null,
  lastAttemptAt: null,
  failedAttempts: 0,
  lastOutcome: null,
  lastCause: null,
  lastFullReadAt: null,
  askAgainAt: null,
});

/** The agent's memory on disk: it goes on by the last known policy when the control plane cannot be asked. */
export class AgentMemory {
  private constructor(
    private readonly file: JsonFile<typeof Memory>,
    private state: Memory,
  ) {}

  private turn: Promise<unknown> = Promise.resolve();

  static async load(stateFolder: string): Promise<AgentMemory> {
    const file = new JsonFile(join(stateFolder, 'agent.json'), Memory);
    // A policy of another version's schema, or a damaged file: the control plane has it all.
    return new AgentMemory(file, (await file.read().catch(() => undefined)) ?? NOTHING);
  }

  get now(): Memory {
    return this.state;
  }

  phone(phoneId: string): PhoneMemory {
    return this.state.phones.find((phone) => phone.phoneId === phoneId) ?? nothingOf(phoneId);
  }

  async change(next: Partial<Memory>): Promise<void> {
    this.state = { ...this.state, ...next };
    const written = this.turn.then(() => this.file.write(this.state));
    this.turn = written.catch(() => undefined);
    await written;
  }

  async changePhone(phoneId: string, next: Partial<PhoneMemory>): Promise<void> {
    const others = this.state.phones.filter((phone) => phone.phoneId !== phoneId);
    await this.change({ phones: [...others, { ...this.phone(phoneId), ...next }] });
  }
}
