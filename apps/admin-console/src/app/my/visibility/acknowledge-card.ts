import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MyVisibility } from '@holdfast/contracts';
import { Changes } from '../../api/change';
import { acknowledgeMyNotice } from '../../client/fn/own/acknowledge-my-notice';
import { withdrawMyNotice } from '../../client/fn/own/withdraw-my-notice';
import { Day } from '../../look/day';
import { FaultCard } from '../../look/fault-card';
import { Say } from '../../look/say';

/** Where the person stands with the statement, and the two things they can do about it. */
@Component({
  selector: 'hf-acknowledge',
  imports: [Day, FaultCard, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './acknowledge-card.html',
})
export class AcknowledgeCard {
  readonly #say = inject(Say);
  readonly known = input.required<MyVisibility>();
  readonly changed = output();
  readonly acknowledging = inject(Changes).of(acknowledgeMyNotice);
  readonly withdrawing = inject(Changes).of(withdrawMyNotice);
  /** Asked before it is done: it stops every backup. */
  readonly asking = signal(false);

  async acknowledge(): Promise<void> {
    const { noticeVersion, textSha256 } = this.known();
    await this.acknowledging.run({ body: { noticeVersion, textSha256 } });
    const fault = this.acknowledging.fault();
    // Somebody changed the policy while this was read: what is in force now is shown.
    if (fault?.code === 'version-conflict') this.changed.emit();
    if (fault !== undefined) return;
    this.changed.emit();
    this.#say.done($localize`On record: you have read this.`);
  }

  async withdraw(): Promise<void> {
    await this.withdrawing.run({});
    if (this.withdrawing.fault() !== undefined) return;
    this.asking.set(false);
    this.changed.emit();
    this.#say.done($localize`Taken back: nothing more is read from your phone.`);
  }
}
