import { setTimeout as sleep } from 'node:timers/promises';
import type { PersonStep } from '../../person-step.js';
import { stoppedByPerson } from '../ios-faults.js';

/** How long somebody is waited for who has to unlock the phone or tap Trust, milliseconds. */
export const PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 500;

/** Waits for the phone's person: tells once what they have to do, and that it is done. */
export class WaitingPerson {
  private told: PersonStep['step'] | undefined;
  private readonly deadline: number;

  constructor(
    private readonly tell: (step: PersonStep) => void,
    private readonly signal?: AbortSignal,
    patienceMs = PATIENCE_MS,
  ) {
    this.deadline = performance.now() + patienceMs;
  }

  /** Until the phone is to be asked again. Throws `refusal` once there is no more time, `SourceError` `cancelled` by the signal. */
  async for(step: 'unlock' | 'trust', refusal: unknown): Promise<void> {
    if (this.told !== step) this.tell({ step });
    this.told = step;
    if (performance.now() > this.deadline) throw refusal;
    await sleep(ASK_EVERY_MS, undefined, this.signal === undefined ? {} : { signal: this.signal }).catch(
      (cause: unknown) => {
        throw stoppedByPerson(cause);
      },
    );
  }

  /** The phone no longer waits for anybody, whatever came of it. */
  done(): void {
    if (this.told !== undefined) this.tell({ step: 'none' });
    this.told = undefined;
  }
}
