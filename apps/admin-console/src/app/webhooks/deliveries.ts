import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Delivery } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listDeliveries } from '../client/fn/webhooks/list-deliveries';
import { redeliver } from '../client/fn/webhooks/redeliver';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import type { Meaning } from '../look/meaning';
import { Tag } from '../look/tag';
import { deliveryText } from './event-texts';

const REFRESH_MS = 6000;

/** What a webhook was told lately, how it ended, and the way to have it told again. */
@Component({
  selector: 'hf-deliveries',
  imports: [Day, FaultCard, Freshness, MatButton, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-freshness [reading]="reading" failed="The deliveries could not be read." i18n-failed />
    @if (again.fault(); as fault) {
      <hf-fault [fault]="fault" what="It is not delivered again." i18n-what [retryable]="false" />
    }
    @if (reading.value(); as page) {
      <ul class="lines">
        @for (delivery of page.items; track delivery.id) {
          <li>
            <span>
              <span>
                <hf-tag [meaning]="meanings[delivery.state]" [text]="texts[delivery.state]" />&ngsp;
                <b>{{ text(delivery.event) }}</b>
              </span>
              <small class="quiet">
                <hf-day [on]="delivery.on" /> · <ng-container i18n>tries: {{ delivery.tries }}</ng-container>
                @if (delivery.status; as status) {
                  · <ng-container i18n>last answer: {{ status }}</ng-container>
                }
              </small>
              @if (delivery.problem; as problem) {
                <small>{{ problem }}</small>
              }
            </span>
            @if (delivery.state !== 'waiting') {
              <button matButton="text" [disabled]="again.running()" (click)="deliver(delivery)" i18n>
                Deliver again
              </button>
            }
          </li>
        } @empty {
          <li class="quiet" i18n>Nothing yet. Deliveries are kept for 30 days.</li>
        }
      </ul>
      <div class="do-row">
        @if (cursor() !== undefined) {
          <button matButton="text" (click)="cursor.set(undefined)" i18n>Newest</button>
        }
        @if (page.nextCursor; as next) {
          <button matButton="text" (click)="cursor.set(next)" i18n>Older</button>
        }
      </div>
    }
  `,
})
export class Deliveries {
  readonly webhookId = input.required<string>();
  readonly cursor = signal<string | undefined>(undefined);
  readonly reading = read(listDeliveries, () => ({ id: this.webhookId(), cursor: this.cursor(), limit: 20 }));
  readonly again = inject(Changes).of(redeliver);
  readonly meanings: Record<Delivery['state'], Meaning> = {
    waiting: 'waiting',
    delivered: 'good',
    failed: 'lost',
  };
  readonly texts: Record<Delivery['state'], string> = {
    waiting: $localize`Waiting`,
    delivered: $localize`Delivered`,
    failed: $localize`Failed`,
  };
  readonly text = deliveryText;

  constructor() {
    refresh([this.reading], () => REFRESH_MS);
  }

  async deliver({ id }: Delivery): Promise<void> {
    if ((await this.again.run({ id: this.webhookId(), deliveryId: id })) !== undefined) this.reading.reload();
  }
}
