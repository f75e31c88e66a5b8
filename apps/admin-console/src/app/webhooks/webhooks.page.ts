import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { read } from '../api/read';
import { listWebhooks } from '../client/fn/webhooks/list-webhooks';
import { MatButton } from '@angular/material/button';
import { CopyButton } from '../look/copy-button';
import { Freshness } from '../look/freshness';
import { NewWebhook } from './new-webhook';
import { WebhookCard } from './webhook-card';

/** Where events are told outside of Holdfast: each address with what became of its deliveries, and the way to add one. */
@Component({
  imports: [CopyButton, Freshness, MatButton, NewWebhook, WebhookCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Webhooks</h1>
        <p class="lead" i18n>
          Holdfast tells your own systems what happens: ids, codes, dates and counts, never a name. Each
          message is signed
        </p>
      </div>
    </div>
    @if (secret(); as made) {
      <section class="card" role="status">
        <h2 i18n>The secret</h2>
        <div class="command">
          <code>{{ made }}</code>
          <hf-copy [text]="made" />
        </div>
        <p class="quiet" i18n>
          Give it to the receiver now. It is shown only this once: nobody can look it up later, only replace
          it.
        </p>
        <div class="do-row">
          <button matButton="text" (click)="secret.set(undefined)" i18n>Hide the secret</button>
        </div>
      </section>
    }
    <hf-freshness [reading]="reading" failed="The webhooks could not be read." i18n-failed />
    @if (reading.value(); as known) {
      @for (webhook of known.items; track webhook.id) {
        <hf-webhook [webhook]="webhook" (changed)="reading.reload()" (madeSecret)="shown($event)" />
      }
      <hf-new-webhook [plainAllowed]="known.plainAllowed" (added)="shown($event)" />
    }
  `,
})
export class WebhooksPage {
  readonly reading = read(listWebhooks, () => ({}));
  readonly secret = signal<string | undefined>(undefined);

  shown(secret: string): void {
    this.secret.set(secret);
    this.reading.reload();
  }
}
