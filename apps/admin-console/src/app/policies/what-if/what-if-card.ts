import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  inject,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../../api/change';
import { read } from '../../api/read';
import { HIDDEN_PERIOD_MS } from '../../api/refresh';
import { askWhatIf } from '../../client/fn/policies/ask-what-if';
import { cancelWhatIf } from '../../client/fn/policies/cancel-what-if';
import { getWhatIf } from '../../client/fn/policies/get-what-if';
import { FaultCard } from '../../look/fault-card';
import { formatCount } from '../../text/counts';
import { PolicyEditing } from '../edit/policy-editing';
import { WhatIfFigures } from './what-if-figures';

const PERIOD_MS = 1000;

/** What the draft would change in this company, asked before it is published: its progress, and what it found. */
@Component({
  selector: 'hf-what-if',
  imports: [FaultCard, MatButton, WhatIfFigures],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './what-if-card.html',
  styles: `
    progress {
      inline-size: 100%;
      accent-color: var(--accent);
    }
  `,
})
export class WhatIfCard {
  readonly #document = inject(DOCUMENT);
  readonly #changes = inject(Changes);
  readonly editing = inject(PolicyEditing);
  readonly asking = this.#changes.of(askWhatIf);
  readonly cancelling = this.#changes.of(cancelWhatIf);
  readonly #asked = signal<{ readonly id: string; readonly policy: string } | undefined>(undefined);
  readonly reading = read(
    getWhatIf,
    () => {
      const asked = this.#asked();
      return asked && { id: asked.id };
    },
    () => this.#asked()?.id ?? '',
  );
  readonly known = computed(() => (this.#asked() === undefined ? undefined : this.reading.value()));
  readonly isRunning = computed(
    () =>
      this.asking.running() ||
      (this.#asked() !== undefined &&
        (this.known()?.state === 'running' || (this.known() === undefined && !this.reading.fault()))),
  );
  /** Whether what was found is of another draft than what stands here now. */
  readonly isOld = computed(() => this.#asked()?.policy !== JSON.stringify(this.editing.sendable()));
  readonly isNew = computed(() => this.editing.basis().policyId === undefined);
  readonly mayAsk = computed(
    () => this.editing.form().valid() && (this.isNew() || this.editing.changes().length > 0),
  );
  readonly formatCount = formatCount;

  constructor() {
    effect((onCleanup) => {
      if (this.reading.loading() || this.known()?.state !== 'running') return;
      const period = this.#document.hidden ? HIDDEN_PERIOD_MS : PERIOD_MS;
      const timer = setTimeout(() => {
        this.reading.reload();
      }, period);
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
  }

  async ask(): Promise<void> {
    const policy = this.editing.sendable();
    const { policyId } = this.editing.basis();
    const asked = await this.asking.run({
      body: { policy, ...(policyId === undefined ? {} : { policyId }) },
    });
    if (asked !== undefined) this.#asked.set({ id: asked.id, policy: JSON.stringify(policy) });
  }

  async cancel(): Promise<void> {
    const asked = this.#asked();
    if (asked === undefined) return;
    await this.cancelling.run({ id: asked.id });
    // It may have ended on its own meanwhile: what stands there says it.
    this.reading.reload();
  }
}
