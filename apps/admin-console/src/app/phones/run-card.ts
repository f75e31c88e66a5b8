import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { PHASE_TEXTS, RUN_KIND_TEXTS } from '../text/run-texts';
import type { PhoneAnswer } from './phone-state-sentence';
import { progressView } from './run-progress';
import { waitingClock, waitingStep, waitingText } from './waiting-text';

/** The run that goes on now: what it does, how far it is, how fast, and how long still; or for whom it waits. */
@Component({
  selector: 'hf-run-card',
  imports: [MatProgressBar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ title() }}</h2>
      <p class="phase">{{ said() }}</p>
      <mat-progress-bar
        [mode]="view().percent === undefined ? 'indeterminate' : 'determinate'"
        [value]="view().percent ?? 0"
        [attr.aria-label]="title()"
      />
      <p class="quiet figures">{{ view().figures.join(' · ') }}</p>
      <p class="for-readers" role="status">{{ spoken() }}</p>
    </section>
  `,
  styles: `
    .phase {
      color: var(--muted);
      margin-block-end: 12px;
    }
    .figures {
      margin-block-start: 8px;
      min-block-size: 16px;
    }
  `,
})
export class RunCard {
  readonly run = input.required<NonNullable<PhoneAnswer['currentRun']>>();
  /** The name of the phone's person, for whom a run may wait. */
  readonly person = input.required<string>();
  readonly #waits = computed(() => this.run().progress?.waitingFor);
  readonly #kind = computed(() => RUN_KIND_TEXTS[this.run().kind]);
  readonly #phase = computed(() => PHASE_TEXTS[this.run().progress?.phase ?? 'waiting']);
  readonly title = computed(() =>
    this.#waits() === undefined
      ? `${this.#kind()}: ${this.#phase()}`
      : $localize`${this.#kind()}:run:: Waiting for one step on the phone`,
  );
  readonly said = computed(() => {
    const waits = this.#waits();
    return waits === undefined ? this.run().sentence : waitingText(waits, this.person());
  });
  readonly view = computed(() => {
    const progress = this.run().progress;
    const waits = this.#waits();
    if (waits !== undefined) {
      const { percent, text } = waitingClock(waits);
      return { percent, figures: [text] };
    }
    return progress === null ? { percent: undefined, figures: [] } : progressView(progress);
  });
  /** Read aloud only at each quarter: a live region that speaks every two seconds silences everything else. */
  readonly spoken = computed(() => {
    const waits = this.#waits();
    if (waits !== undefined) return waitingStep(waits, this.person());
    const percent = this.view().percent;
    if (percent === undefined) return this.title();
    return $localize`${this.title()}:run:, ${Math.floor(percent / 25) * 25}:percent: per cent`;
  });
}
