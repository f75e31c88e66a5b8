import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { form, FormField, required, submit, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { WebhookEvent } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { addWebhook } from '../client/fn/webhooks/add-webhook';
import { FaultCard } from '../look/fault-card';
import { EventChoice } from './event-choice';

/** Adds an address; emits its secret, which is shown once. */
@Component({
  selector: 'hf-new-webhook',
  imports: [
    EventChoice,
    FaultCard,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Add a webhook</h2>
      @if (adding.fault(); as fault) {
        <hf-fault [fault]="fault" what="No webhook was added." i18n-what [retryable]="false" />
      }
      <form class="form" novalidate (submit)="add($event)">
        <mat-form-field appearance="outline" class="wide">
          <mat-label i18n>Address</mat-label>
          <input matInput type="url" autocomplete="off" [formField]="entry.url" />
          @if (plainAllowed()) {
            <mat-hint i18n>https://…, or http://localhost… while Holdfast itself runs there</mat-hint>
          } @else {
            <mat-hint i18n>https://…, not within a private network</mat-hint>
          }
          @for (error of entry.url().errors(); track error.kind) {
            <mat-error>{{ error.message }}</mat-error>
          }
        </mat-form-field>
        <hf-events class="wide" [chosen]="events()" (changed)="events.set($event)" />
        @if (events().length === 0) {
          <p class="wide" role="alert" i18n>Choose what it is told.</p>
        }
        <div class="do">
          <button
            matButton="filled"
            type="submit"
            [disabled]="adding.running() || events().length === 0"
            i18n
          >
            Add the webhook
          </button>
        </div>
      </form>
    </section>
  `,
})
export class NewWebhook {
  readonly plainAllowed = input.required<boolean>();
  readonly added = output<string>();
  readonly adding = inject(Changes).of(addWebhook);
  readonly events = signal<WebhookEvent[]>(['gap.opened', 'gap.closed', 'gaps.changed']);
  readonly #model = signal({ url: '' });
  readonly entry = form(this.#model, (path) => {
    required(path.url, { message: $localize`An address is needed.` });
    validate(path.url, ({ value }) =>
      value() === '' || URL.canParse(value())
        ? undefined
        : { kind: 'url', message: $localize`An address such as https://example.com/holdfast.` },
    );
  });

  async add(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const { url } = this.entry().value();
      const made = await this.adding.run({ body: { url, events: this.events(), codes: null } });
      if (made === undefined) return;
      this.#model.set({ url: '' });
      this.entry().reset();
      this.added.emit(made.secret);
    });
  }
}
