import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { MyJoinRequest } from '@holdfast/contracts';
import { Changes } from '../../api/change';
import { refuseMyJoinRequest } from '../../client/fn/own/refuse-my-join-request';
import { CopyButton } from '../../look/copy-button';
import { Day } from '../../look/day';
import { FaultCard } from '../../look/fault-card';
import { Say } from '../../look/say';
import { SYSTEM_TEXTS } from '../../workstations/systems';
import { RefuseQuestion } from './refuse-question';

/** As many characters of a request's id as `holdfast approve` lists. */
const SHOWN_OF_ID = 8;

/** Workstations of one's own that wait: how to let one in, which is done on a laptop, and refusing, which is done here. */
@Component({
  selector: 'hf-waiting',
  imports: [CopyButton, Day, FaultCard, MatButton, RefuseQuestion, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './waiting-card.html',
  styles: `
    .whole {
      flex-basis: 100%;
    }
  `,
})
export class WaitingCard {
  readonly #say = inject(Say);
  readonly requests = input.required<readonly MyJoinRequest[]>();
  readonly changed = output();
  readonly refusing = inject(Changes).of(refuseMyJoinRequest);
  /** The request that is about to be refused. */
  readonly asked = signal<string | undefined>(undefined);
  /** The name of a workstation is never part of a command: whoever enrolled it chose it. */
  readonly lines = computed(() => {
    const all = this.requests();
    return all.map((request) => ({
      ...request,
      system: SYSTEM_TEXTS[request.os] ?? request.os,
      command: all.length === 1 ? 'holdfast approve' : `holdfast approve ${request.id.slice(0, SHOWN_OF_ID)}`,
    }));
  });

  async refuse({ id, label }: MyJoinRequest): Promise<void> {
    await this.refusing.run({ id });
    const fault = this.refusing.fault();
    // Answered on a laptop meanwhile, or ended by itself: what waits now is shown.
    const isOver = fault?.code === 'join-request-over' || fault?.code === 'not-found';
    if (fault !== undefined && !isOver) return;
    this.asked.set(undefined);
    this.changed.emit();
    if (fault === undefined) this.#say.done($localize`Refused: ${label}:label: is not let in.`);
  }
}
