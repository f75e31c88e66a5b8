import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ExemptionRow } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { approveExemption } from '../client/fn/coverage/approve-exemption';
import { endExemption } from '../client/fn/coverage/end-exemption';
import { Say } from '../look/say';
import { Session } from '../session/session';

/** Approves or refuses what somebody else asked for, takes back what one asked for oneself, ends what is in force. */
@Component({
  selector: 'hf-decide-exemption',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (may && waits()) {
      @if (mine()) {
        <p class="quiet" i18n>You asked for it: somebody else approves it.</p>
        <button
          class="above"
          matButton="text"
          [disabled]="ending.running()"
          [attr.aria-label]="named().back"
          (click)="end()"
          i18n
        >
          Take it back
        </button>
      } @else {
        <button
          class="above"
          matButton="outlined"
          [disabled]="approving.running()"
          [attr.aria-label]="named().approve"
          (click)="approve()"
          i18n
        >
          Approve
        </button>
        <button
          class="above"
          matButton="text"
          [disabled]="ending.running()"
          [attr.aria-label]="named().refuse"
          (click)="end()"
          i18n
        >
          Refuse
        </button>
      }
    } @else if (may && exemption().state === 'active') {
      @if (asked()) {
        <div role="alert">
          <p class="quiet" i18n>From now on these gaps count again, and their people are reminded of them.</p>
          <button class="above" matButton="outlined" [disabled]="ending.running()" (click)="end()" i18n>
            End it now
          </button>
          <button class="above" matButton="text" (click)="asked.set(false)" i18n>Leave it</button>
        </div>
      } @else {
        <button class="above" matButton="text" [attr.aria-label]="named().end" (click)="asked.set(true)" i18n>
          End…
        </button>
      }
    }
  `,
})
export class DecideExemption {
  readonly #say = inject(Say);
  readonly #session = inject(Session);
  readonly exemption = input.required<ExemptionRow>();
  readonly decided = output();
  readonly approving = inject(Changes).of(approveExemption);
  readonly ending = inject(Changes).of(endExemption);
  readonly may = this.#session.may('exemptions.change');
  readonly asked = signal(false);
  readonly waits = computed(() => this.exemption().state === 'waiting');
  readonly mine = computed(() => this.exemption().askedBy.id === this.#session.me()?.employee.id);
  readonly named = computed(() => {
    const { name } = this.exemption().employee;
    return {
      approve: $localize`Approve the exemption of ${name}:name:`,
      refuse: $localize`Refuse the exemption of ${name}:name:`,
      back: $localize`Take back the exemption of ${name}:name:`,
      end: $localize`End the exemption of ${name}:name:`,
    };
  });

  async approve(): Promise<void> {
    const { id, employee } = this.exemption();
    await this.approving.run({ id });
    this.#told(this.approving.fault(), $localize`The exemption of ${employee.name}:name: is in force.`);
  }

  async end(): Promise<void> {
    const { id, employee } = this.exemption();
    const waited = this.waits();
    await this.ending.run({ id });
    const done = waited
      ? $localize`Nothing of ${employee.name}:name: is left out.`
      : $localize`The exemption of ${employee.name}:name: has ended.`;
    this.#told(this.ending.fault(), done);
  }

  #told(fault: ReturnType<typeof this.ending.fault>, done: string): void {
    if (fault !== undefined) {
      this.#say.failed($localize`The exemption is as it was.`, fault);
      return;
    }
    this.asked.set(false);
    this.#say.done(done);
    this.decided.emit();
  }
}
