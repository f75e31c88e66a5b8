import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { OpenAnomalies } from '../anomalies/open-anomalies';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listAnomalies } from '../client/fn/coverage/list-anomalies';
import { getPhone } from '../client/fn/phones/get-phone';
import { listRuns } from '../client/fn/phones/list-runs';
import { listSnapshots } from '../client/fn/phones/list-snapshots';
import { queueCommand } from '../client/fn/phones/queue-command';
import { ExemptionsOf } from '../exemptions/exemptions-of';
import { PageTitle } from '../frame/page-title';
import { GapsOf } from '../gaps/gaps-of';
import { Freshness } from '../look/freshness';
import { Day } from '../look/day';
import { Say } from '../look/say';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { PHONE_STATE_MEANING, PHONE_STATE_TEXTS } from '../text/phone-states';
import { modelText } from './model-text';
import { ReleaseButton } from './release-button';
import { stateSentence } from './phone-state-sentence';
import { RunCard } from './run-card';
import { RunHistoryCard } from './run-history-card';
import { VersionsCard } from './versions-card';

/**
 * One phone: its state and next step, the run that goes on, its gaps and what is left out, what its history does not
 * explain, then the timeline. Refreshes itself.
 */
@Component({
  imports: [
    ExemptionsOf,
    Freshness,
    GapsOf,
    OpenAnomalies,
    MatButton,
    Day,
    ReleaseButton,
    RouterLink,
    RunCard,
    RunHistoryCard,
    Tag,
    VersionsCard,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './phone.page.html',
})
export class PhonePage {
  readonly #say = inject(Say);
  readonly #session = inject(Session);
  readonly #router = inject(Router);
  readonly id = input.required<string>();
  readonly cursor = input<string>();

  readonly mayRelease = this.#session.may('phones.release');
  /** Versions and runs are figures: who guides a person needs the state, the gap and the next step. */
  readonly mayReadFigures = this.#session.may('figures.read');
  readonly phone = read(getPhone, () => ({ id: this.id() }), this.id);
  readonly versions = read(
    listSnapshots,
    () => (this.mayReadFigures ? { id: this.id(), cursor: this.cursor(), limit: 20 } : undefined),
    this.id,
  );
  readonly runs = read(
    listRuns,
    () => (this.mayReadFigures ? { id: this.id(), limit: 10 } : undefined),
    this.id,
  );
  readonly anomalies = read(
    listAnomalies,
    () => (this.mayReadFigures ? { phone: this.id(), open: 'yes' as const, limit: 20 } : undefined),
    this.id,
  );
  readonly command = inject(Changes).of(queueCommand);

  readonly said = computed(() => {
    const phone = this.phone.value();
    return phone === undefined ? undefined : stateSentence(phone);
  });
  readonly model = computed(() => {
    const phone = this.phone.value();
    return phone === undefined ? '' : modelText(phone);
  });
  readonly mayAsk = computed(() => this.#session.may('phones.command'));
  readonly stateTexts = PHONE_STATE_TEXTS;
  readonly stateMeaning = PHONE_STATE_MEANING;

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const phone = this.phone.value();
      if (phone !== undefined) title.name(phone.label);
    });
    refresh([this.phone, this.versions, this.runs], () => 2000);
    refresh([this.anomalies], () => 15_000);
  }

  judged(): void {
    this.anomalies.reload();
    this.phone.reload();
  }

  /** It is not in the list any more; its person is. */
  async leave(): Promise<void> {
    await this.#router.navigate(['/people', this.phone.value()?.employee.id ?? '']);
  }

  async backUp(): Promise<void> {
    const queued = await this.command.run({ id: this.id(), body: { kind: 'backup' } });
    const fault = this.command.fault();
    if (queued !== undefined) {
      this.#say.done(
        this.phone.value()?.attached
          ? $localize`Asked. The agent starts the backup at its next check-in.`
          : $localize`Asked. The backup starts when the phone is plugged in.`,
      );
      this.phone.reload();
    } else if (fault !== undefined) this.#say.failed($localize`The backup was not asked for.`, fault);
  }
}
