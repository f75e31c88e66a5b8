import type { Command, RunProgress } from '@holdfast/contracts';
import { isPersonCause } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { runFailureOf } from '../backup/cause-of.js';
import { explain } from '../faults/explain.js';
import { waitingText } from '../iphone/step-text.js';
import type { EnrolledPhone } from '../managed/enrolled-phones.js';
import { debuggingForbidden, isDebuggingForbidden } from '../managed/usb-debugging.js';
import type { AgentMemory } from './agent-memory.js';
import type { PhoneStatus } from './agent-status.js';
import { attachText } from './attach-text.js';
import type { Attachment } from './attached-phones.js';
import { dueAt, isDue } from './due.js';
import { fullReadAfter, isFullReadDue } from './full-read.js';
import type { EventLog } from './event-log.js';

/** What the agent does with a phone; the real one backs up and verifies, a test's one pretends. */
export interface PhoneWork {
  /** `fullRead`: every file is read again, also where size and time are as they were. */
  backUp(
    attachment: Attachment,
    fullRead: boolean,
    onProgress: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<{ readonly takenAt: Date; readonly reminder: string | undefined }>;
  verify(phone: EnrolledPhone, onProgress: (progress: RunProgress) => void): Promise<void>;
}

/** Pulled cables in a row after which the agent stops trying at once. */
const QUICK_RETRIES = 3;

interface Running {
  readonly kind: 'backup' | 'verify';
  progress: RunProgress | null;
  readonly stop: AbortController;
}

/** While a phone stays attached and its person did not come, they are not asked again before this is over. */
const ASK_AGAIN_MS = 4 * 60 * 60 * 1000;

/**
 * Decides which phone is worked on now: one run at a time, since all phones of an employee share one repository.
 * It is told what is attached, what is asked for and what time it is, and knows nothing of networks.
 */
export class Agent {
  enrolled: readonly EnrolledPhone[] = [];
  attachments: ReadonlyMap<string, Attachment> = new Map();
  private readonly asked = new Map<string, Command>();
  private readonly running = new Map<string, Running>();
  private work: Promise<void> = Promise.resolve();
  private isStopping = false;
  private postponed: ReadonlyMap<string, Date> = new Map();

  constructor(
    private readonly memory: AgentMemory,
    private readonly phoneWork: PhoneWork,
    private readonly log: EventLog,
    /** By the server's clock. */
    private readonly now: () => Date,
    private readonly onChange: () => void,
    /** On the person's desktop. */
    private readonly show: (text: string) => void,
  ) {}

  /** Takes over what the control plane asks for; a phone that is not enrolled here is another workstation's. */
  async ask(commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      if (this.asked.has(command.id)) continue;
      if (command.kind === 'notify') {
        this.log.tell('notified', command.text ?? '');
        this.show(command.text ?? '');
        await this.finish(command);
      } else if (command.kind === 'backup' || command.kind === 'verify') {
        this.asked.set(command.id, command);
        this.log.tell('asked', `Your company asks for a ${command.kind}.`, {
          kind: command.kind,
          phoneId: command.phoneId,
        });
      }
    }
    const stillAsked = new Set(commands.map((command) => command.id));
    for (const id of this.asked.keys()) if (!stillAsked.has(id)) this.asked.delete(id);
    this.consider();
  }

  /** Begins what is due now. Cheap: called at every event and every few seconds. */
  consider(): void {
    const { policy, notice } = this.memory.now;
    if (this.isStopping || this.running.size > 0 || policy === null || notice !== 'accepted') return;
    for (const attachment of this.attachments.values()) {
      if (attachment.attach !== 'ready') continue;
      const command = this.commandFor('backup', attachment.phone.phoneId);
      if (isDue(policy.policy, this.factsOf(attachment.phone, command !== undefined), this.now())) {
        return this.start(attachment.phone, 'backup', (signal) => this.backUp(attachment, command, signal));
      }
    }
    for (const command of this.asked.values()) {
      const phone = this.enrolled.find((known) => known.phoneId === command.phoneId) ?? this.enrolled[0];
      if (command.kind === 'verify' && phone !== undefined) {
        return this.start(phone, 'verify', () => this.verify(phone, command));
      }
    }
  }

  /** Until when each phone's person wants to be left in peace. A run that waits for one of them ends. */
  postpone(until: ReadonlyMap<string, Date>): void {
    this.postponed = until;
    for (const [phoneId, running] of this.running)
      if (until.has(phoneId) && running.progress?.waitingFor) running.stop.abort(postponedByPerson());
    this.consider();
  }

  /** State of each enrolled phone, for people and for the check-in. */
  phones(): readonly PhoneStatus[] {
    return this.enrolled.map((phone) => {
      const remembered = this.memory.phone(phone.phoneId);
      const running = this.running.get(phone.phoneId);
      const policy = this.memory.now.policy?.policy;
      const due = policy === undefined ? undefined : dueAt(policy, this.factsOf(phone, false), this.now());
      return {
        phoneId: phone.phoneId,
        label: phone.label,
        attach: this.attachments.get(phone.phoneId)?.attach ?? 'detached',
        next: this.nextFor(phone),
        newestSnapshotAt: remembered.newestSnapshotAt,
        nextDueAt: due?.toISOString() ?? null,
        running: running?.kind ?? null,
        progress: running?.progress ?? null,
        lastOutcome: remembered.lastOutcome,
        lastCause: remembered.lastCause,
      };
    });
  }

  /** Storage or control plane came back: what failed for want of it is tried at once. */
  async reachedAgain(): Promise<void> {
    for (const phone of this.memory.now.phones) {
      if (phone.lastCause === 'storage-unreachable') {
        await this.memory.changePhone(phone.phoneId, { lastAttemptAt: null, failedAttempts: 0 });
      }
    }
    this.consider();
  }

  /** Nothing new begins; resolves when what runs has ended. Whoever calls this aborts the work's signal. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.work;
  }

  private nextFor(phone: EnrolledPhone): string | null {
    const policy = this.memory.now.policy?.policy;
    if (policy !== undefined && isDebuggingForbidden(policy, phone.platform)) {
      const { what, next } = explain(debuggingForbidden()).text;
      return `${what} ${next}`;
    }
    return attachText(this.attachments.get(phone.phoneId)) ?? null;
  }

  private factsOf(phone: EnrolledPhone, isAskedFor: boolean) {
    const attachment = this.attachments.get(phone.phoneId);
    const attachedSince = attachment?.attach === 'ready' ? attachment.since : undefined;
    const postponedUntil = this.postponed.get(phone.phoneId);
    return { memory: this.memory.phone(phone.phoneId), attachedSince, isAskedFor, postponedUntil };
  }

  private commandFor(kind: Command['kind'], phoneId: string): Command | undefined {
    return [...this.asked.values()].find(
      (command) => command.kind === kind && (command.phoneId === phoneId || command.phoneId === null),
    );
  }

  private start(
    phone: EnrolledPhone,
    kind: Running['kind'],
    run: (signal: AbortSignal) => Promise<void>,
  ): void {
    const stop = new AbortController();
    this.running.set(phone.phoneId, { kind, progress: null, stop });
    this.log.tell(`${kind}-begins`, `${phone.label}: ${kind} begins.`, { phoneId: phone.phoneId });
    this.onChange();
    this.work = run(stop.signal)
      .catch((error: unknown) => this.log.tell('error', explain(error).text.what))
      .finally(() => {
        this.running.delete(phone.phoneId);
        this.onChange();
        this.consider();
      });
  }

  private async backUp(
    attachment: Attachment,
    command: Command | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { phoneId, label } = attachment.phone;
    const startedAt = this.now();
    try {
      const fullRead = isFullReadDue(this.memory.phone(phoneId), startedAt);
      const onProgress = (progress: RunProgress): void => this.progress(phoneId, progress);
      const { takenAt, reminder } = await this.phoneWork.backUp(attachment, fullRead, onProgress, signal);
      await this.memory.changePhone(phoneId, {
        newestSnapshotAt: takenAt.toISOString(),
        lastAttemptAt: startedAt.toISOString(),
        failedAttempts: 0,
        lastOutcome: 'completed',
        lastCause: null,
        askAgainAt: null,
        lastFullReadAt: fullReadAfter(this.memory.phone(phoneId), startedAt),
      });
      if (command !== undefined) await this.finish(command);
      this.log.tell('backup-completed', `${label}: backup completed.`, { phoneId });
      if (reminder !== undefined) this.log.tell('debugging-reminder', reminder, { phoneId });
    } catch (error) {
      const { outcome, cause } = runFailureOf(error);
      const isPutOff = signal.aborted;
      const now = this.now().getTime();
      // Of a pulled cable the beginning counts, so that plugging in again goes on at once.
      const attemptAt = cause === 'unplugged' ? startedAt : new Date(now);
      await this.memory.changePhone(phoneId, {
        // What its person put off was no attempt: when to ask again is as they said, and nothing else.
        lastAttemptAt: isPutOff ? null : attemptAt.toISOString(),
        failedAttempts: this.memory.phone(phoneId).failedAttempts + (isPersonCause(cause) ? 0 : 1),
        askAgainAt: isPersonCause(cause) && !isPutOff ? new Date(now + ASK_AGAIN_MS).toISOString() : null,
        lastOutcome: outcome,
        lastCause: cause,
      });
      if (cause === 'unplugged') this.expectAgain(attachment);
      // No later try could do what the policy forbids: who asked learns it from the run.
      if (cause === 'not-in-policy' && command !== undefined) await this.finish(command);
      const { what, next } = explain(error).text;
      this.log.tell(
        `backup-${outcome}`,
        `${label}: backup ${outcome} (${cause}). ${what} ${next ?? ''}`.trim(),
        { phoneId, cause },
      );
    }
  }

  /**
   * A cable that is back within two seconds is never seen as pulled: what is attached after the run counts as newly
   * attached. Not for ever: a phone that fails so each time waits as after any failure.
   */
  private expectAgain({ phone }: Attachment): void {
    const attachment = this.attachments.get(phone.phoneId);
    if (attachment === undefined || this.memory.phone(phone.phoneId).failedAttempts > QUICK_RETRIES) return;
    this.attachments = new Map(this.attachments).set(phone.phoneId, { ...attachment, since: this.now() });
  }

  private async verify(phone: EnrolledPhone, command: Command): Promise<void> {
    const { phoneId, label } = phone;
    try {
      await this.phoneWork.verify(phone, (progress) => this.progress(phoneId, progress));
      this.log.tell('verify-completed', `${label}: everything stored is whole.`, { phoneId });
      await this.finish(command);
    } catch (error) {
      const { outcome, cause } = runFailureOf(error);
      this.log.tell(`verify-${outcome}`, `${label}: verify ${outcome}. ${explain(error).text.what}`, {
        phoneId,
        cause,
      });
      // An interrupted one is asked for again by the next check-in; damage was found and told: that one is done.
      if (outcome === 'failed') await this.finish(command);
      else this.asked.delete(command.id);
    }
  }

  private labelOf(phoneId: string): string {
    return this.enrolled.find((phone) => phone.phoneId === phoneId)?.label ?? 'The phone';
  }

  private async finish(command: Command): Promise<void> {
    this.asked.delete(command.id);
    await this.memory.change({ finishedCommands: [...this.memory.now.finishedCommands, command.id] });
  }

  private progress(phoneId: string, progress: RunProgress): void {
    const running = this.running.get(phoneId);
    if (running === undefined) return;
    const before = running.progress;
    const isNewStep = before?.waitingFor?.step !== progress.waitingFor?.step;
    running.progress = progress;
    if (isNewStep && progress.waitingFor)
      this.log.tell('waiting-for-you', `${this.labelOf(phoneId)}: ${waitingText(progress.waitingFor)}`, {
        phoneId,
      });
    if (isNewStep || before?.phase !== progress.phase) this.onChange();
  }
}

/** It was asked for and not today: nobody's failure. */
const postponedByPerson = (): SourceError => new SourceError('passcode-not-given', 'The backup was put off.');
