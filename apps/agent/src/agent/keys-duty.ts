import { comeIn } from '../joining/come-in.js';
import { endpoints } from '@holdfast/contracts';
import { explain } from '../faults/explain.js';
import { CompanyWraps } from '../managed/company-wrap.js';
import type { ControlPlane } from '../managed/control-plane.js';
import type { Enrolment } from '../managed/enrolment.js';
import { enrolmentRecordOf } from '../managed/enrolment.js';
import { codeDatesText, isCodeDue } from '../recovery-code/code-dates-text.js';
import type { AgentMemory } from './agent-memory.js';
import type { EventLog } from './event-log.js';

/**
 * What the agent sees to at each contact beside its phones: whether another workstation let this one in, that the company's wrap
 * is as the acknowledged statement says, and once a day whether the recovery code is due. Costs a few small files where nothing
 * changed; what fails is said once and tried again at the next contact.
 */
export class KeysDuty {
  private lastFault = '';

  constructor(
    private readonly stateFolder: string,
    private readonly enrolment: Enrolment,
    private readonly plane: ControlPlane,
    private readonly memory: AgentMemory,
    private readonly log: EventLog,
    /** By the server's clock. */
    private readonly now: () => Date,
  ) {}

  async run(): Promise<void> {
    try {
      await this.comeIn();
      await this.keepWrap();
      await this.askOfCode();
      this.lastFault = '';
    } catch (error) {
      const { what } = explain(error).text;
      if (what !== this.lastFault) this.log.tell('keys', what);
      this.lastFault = what;
    }
  }

  private async comeIn(): Promise<void> {
    const came = await comeIn(this.stateFolder, this.enrolment, this.plane);
    if (came === 'joined')
      this.log.tell('let-in', 'This workstation was let in: it opens all your backups now.');
    if (came === 'refused' || came === 'ended')
      this.log.tell('not-let-in', 'Nobody let this workstation in. It can ask again: "holdfast enrol".');
  }

  private async keepWrap(): Promise<void> {
    const { policy } = this.memory.now;
    if (policy === null) return;
    const { acceptedNotice, repositoryId } = await enrolmentRecordOf(this.stateFolder);
    const wraps = new CompanyWraps(this.stateFolder);
    const changed = await wraps.keep(this.plane, this.enrolment, policy, acceptedNotice, repositoryId);
    if (changed !== undefined) this.log.tell('company-key', changed);
  }

  private async askOfCode(): Promise<void> {
    const today = this.now().toISOString().slice(0, 10);
    if (this.memory.now.recoveryCode?.askedOn === today) return;
    const { registeredOn, provenOn, dueOn } = await this.plane.call(endpoints.recoveryCode);
    const dates = { registeredOn, provenOn, dueOn };
    await this.memory.change({ recoveryCode: { askedOn: today, ...dates } });
    if (isCodeDue(dates, this.now())) this.log.tell('recovery-code-due', codeDatesText(dates, this.now()));
  }
}
