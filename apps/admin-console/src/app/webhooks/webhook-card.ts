import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Webhook, WebhookEvent } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { changeWebhook } from '../client/fn/webhooks/change-webhook';
import { removeWebhook } from '../client/fn/webhooks/remove-webhook';
import { rotateWebhookSecret } from '../client/fn/webhooks/rotate-webhook-secret';
import { testWebhook } from '../client/fn/webhooks/test-webhook';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { Tag } from '../look/tag';
import { GAP_TEXTS } from '../text/gap-texts';
import { Deliveries } from './deliveries';
import { EventChoice } from './event-choice';
import { EVENT_TEXTS } from './event-texts';

/** One webhook: its state, what it is told, and what can be done with it. */
@Component({
  selector: 'hf-webhook',
  imports: [Day, Deliveries, EventChoice, FaultCard, MatButton, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './webhook-card.html',
})
export class WebhookCard {
  readonly #say = inject(Say);
  readonly #changes = inject(Changes);
  readonly webhook = input.required<Webhook>();
  readonly changed = output();
  /** Shown once. */
  readonly madeSecret = output<string>();
  readonly changing = this.#changes.of(changeWebhook);
  readonly removing = this.#changes.of(removeWebhook);
  readonly rotating = this.#changes.of(rotateWebhookSecret);
  readonly testing = this.#changes.of(testWebhook);
  readonly fault = computed(
    () => this.changing.fault() ?? this.removing.fault() ?? this.rotating.fault() ?? this.testing.fault(),
  );
  /** What is being asked for, or shown. */
  readonly open = signal<'deliveries' | 'events' | 'remove' | 'rotate' | undefined>(undefined);
  readonly told = computed(() =>
    this.webhook()
      .events.map((event) => EVENT_TEXTS[event])
      .join(' · '),
  );
  readonly codes = computed(() =>
    this.webhook()
      .codes?.map((code) => GAP_TEXTS[code])
      .join(', '),
  );

  async test(): Promise<void> {
    if ((await this.testing.run({ id: this.webhook().id })) === undefined) return;
    this.#say.done($localize`A test event is on its way: its delivery says how it ended.`);
    this.open.set('deliveries');
  }

  async rotate(): Promise<void> {
    const made = await this.rotating.run({ id: this.webhook().id });
    if (made === undefined) return;
    this.open.set(undefined);
    this.madeSecret.emit(made.secret);
  }

  async turn(on: boolean): Promise<void> {
    if ((await this.changing.run({ id: this.webhook().id, body: { on } })) !== undefined) this.changed.emit();
  }

  async tell(events: WebhookEvent[]): Promise<void> {
    if (events.length === 0) return;
    const changed = await this.changing.run({ id: this.webhook().id, body: { events } });
    if (changed !== undefined) this.changed.emit();
  }

  async remove(): Promise<void> {
    await this.removing.run({ id: this.webhook().id });
    if (this.removing.fault() !== undefined) return;
    this.#say.done($localize`The webhook is removed.`);
    this.changed.emit();
  }
}
