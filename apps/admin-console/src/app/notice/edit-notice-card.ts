import {
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { CompanyNotice } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { previewNotice } from '../client/fn/notices/preview-notice';
import { publishNotice } from '../client/fn/notices/publish-notice';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';

/** The next version: written, looked at as employees would read it, published. */
@Component({
  selector: 'hf-edit-notice',
  imports: [FaultCard, MatButton, MatFormField, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Change your text</h2>
      <p class="quiet" i18n>
        Say who answers questions, and what you promise. What is read and who sees what is added below it by
        itself: it cannot be written better than it is.
      </p>
      @if (publishing.fault(); as fault) {
        <hf-fault [fault]="fault" what="Nothing was published." i18n-what [retryable]="false" />
      }
      @if (previewing.fault(); as fault) {
        <hf-fault [fault]="fault" what="The preview could not be made." i18n-what [retryable]="false" />
      }
      <mat-form-field appearance="outline" class="wide">
        <mat-label i18n>Text</mat-label>
        <textarea matInput rows="12" maxlength="20000" [value]="text()" (input)="write($event)"></textarea>
      </mat-form-field>
      @if (preview(); as shown) {
        <h3 i18n>As employees would read it</h3>
        <div class="prose" tabindex="0" role="region" aria-label="Preview" i18n-aria-label>{{ shown }}</div>
        <p i18n>
          {{ known().acknowledged }} people have acknowledged what is in force and are asked again: nothing
          more is read of their phones before they have read this.
        </p>
        <div class="do-row">
          <button matButton="filled" [disabled]="publishing.running()" (click)="publish()" i18n>
            Publish and ask everybody again
          </button>
          <button matButton="text" (click)="preview.set(undefined)" i18n>Go on writing</button>
        </div>
      } @else {
        <button
          matButton="outlined"
          [disabled]="text().trim() === '' || text() === known().text || previewing.running()"
          (click)="look()"
          i18n
        >
          See it as employees would
        </button>
      }
    </section>
  `,
  styles: `
    .wide {
      inline-size: min(80ch, 100%);
    }

    .prose {
      white-space: pre-line;
      max-inline-size: 80ch;
      max-block-size: 420px;
      overflow: auto;
      margin-block-end: 12px;
    }
  `,
})
export class EditNoticeCard {
  readonly #say = inject(Say);
  readonly known = input.required<CompanyNotice>();
  readonly published = output();
  readonly previewing = inject(Changes).of(previewNotice);
  readonly publishing = inject(Changes).of(publishNotice);
  readonly text = linkedSignal(() => this.known().text);
  readonly preview = signal<string | undefined>(undefined);

  write(event: Event): void {
    this.text.set((event.target as HTMLTextAreaElement).value);
    this.preview.set(undefined);
  }

  async look(): Promise<void> {
    const made = await this.previewing.run({ body: { text: this.text() } });
    if (made !== undefined) this.preview.set(made.statement);
  }

  async publish(): Promise<void> {
    const made = await this.publishing.run({ body: { text: this.text(), basedOn: this.known().version } });
    if (made === undefined) return;
    this.preview.set(undefined);
    this.published.emit();
    this.#say.done($localize`Published: everybody is asked again.`);
  }
}
