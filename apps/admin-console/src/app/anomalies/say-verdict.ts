import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AnomalyRow } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { lookAtAnomaly } from '../client/fn/coverage/look-at-anomaly';
import { Say } from '../look/say';
import { Session } from '../session/session';
import {
  ANOMALY_TEXTS,
  type Verdict,
  VERDICT_ACTIONS,
  VERDICT_CONSEQUENCES,
  VERDICTS,
} from './anomaly-texts';

/** Says what an unusual change was, once its consequence has been read. */
@Component({
  selector: 'hf-say-verdict',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (may && open()) {
      @if (asked(); as verdict) {
        <div role="alert">
          <p>{{ consequences[verdict] }}</p>
          <div class="do-row">
            <button
              class="above"
              matButton="outlined"
              [disabled]="looking.running()"
              (click)="judge(verdict)"
            >
              <ng-container i18n>Say so:</ng-container>&ngsp;{{ actions[verdict] }}
            </button>
            <button class="above" matButton="text" (click)="asked.set(undefined)" i18n>Leave it open</button>
          </div>
        </div>
      } @else {
        <div class="do-row" role="group" [attr.aria-label]="named()">
          @for (one of offered(); track one) {
            <button class="above" matButton="outlined" (click)="asked.set(one)">{{ actions[one] }}</button>
          }
        </div>
      }
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .do-row {
      margin-block-start: 8px;
    }
  `,
})
export class SayVerdict {
  readonly #say = inject(Say);
  readonly anomaly = input.required<AnomalyRow>();
  readonly judged = output();
  readonly looking = inject(Changes).of(lookAtAnomaly);
  readonly may = inject(Session).may('anomalies.judge');
  readonly asked = signal<Verdict | undefined>(undefined);
  readonly actions = VERDICT_ACTIONS;
  readonly consequences = VERDICT_CONSEQUENCES;
  /** Harm stays open until all is restored; it may have been said by mistake, too. */
  readonly open = computed(() => [null, 'harm'].includes(this.anomaly().verdict));
  readonly offered = computed(() => VERDICTS.filter((one) => one !== this.anomaly().verdict));
  readonly named = computed(() => {
    const { kind, phone } = this.anomaly();
    return $localize`What it was: ${ANOMALY_TEXTS[kind]}:kind:, ${phone.label}:phone:`;
  });

  async judge(verdict: Verdict): Promise<void> {
    const { id, phone } = this.anomaly();
    await this.looking.run({ id, body: { verdict } });
    const fault = this.looking.fault();
    if (fault !== undefined) {
      this.#say.failed($localize`Nothing was said of “${phone.label}:phone:”.`, fault);
      return;
    }
    this.asked.set(undefined);
    this.#say.done(
      $localize`“${phone.label}:phone:”: ${VERDICT_ACTIONS[verdict]}:verdict:. The log says who said so.`,
    );
    this.judged.emit();
  }
}
