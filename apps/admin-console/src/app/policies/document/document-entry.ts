import { ChangeDetectionStrategy, Component, computed, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

/** Bytes that the api takes of a document. */
const MOST_BYTES = 262_144;

/** Where a document is pasted, typed or chosen; it is compared when that is asked for, and nothing else. */
@Component({
  selector: 'hf-document-entry',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>Another one</h2>
      <p class="quiet" i18n>
        It is compared first. A policy that it does not have would be retired: a document says all of it
      </p>
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label i18n>The document, as YAML or JSON</mat-label>
        <textarea
          #field
          matInput
          rows="12"
          spellcheck="false"
          [value]="text()"
          (input)="take(field.value)"
        ></textarea>
        <mat-hint i18n>Line 1 is the first one</mat-hint>
      </mat-form-field>
      @if (wrong(); as why) {
        <p class="wrong" role="alert">{{ why }}</p>
      }
      <div class="do-row">
        <button
          matButton="filled"
          type="button"
          [disabled]="text().trim() === '' || isTooLarge()"
          (click)="asked.emit(text())"
          i18n
        >
          See what it would change
        </button>
        <button matButton="outlined" type="button" (click)="chooser.click()" i18n>Choose a file</button>
        <input
          #chooser
          class="hidden"
          type="file"
          aria-label="Document of policies"
          i18n-aria-label
          accept=".yaml,.yml,.json"
          (change)="choose($event)"
        />
      </div>
    </section>
  `,
  styles: `
    mat-form-field {
      inline-size: 100%;
    }
    textarea.mat-mdc-input-element {
      font-family: ui-monospace, Menlo, Consolas, monospace;
    }
    .do-row {
      margin-block-start: 12px;
    }
  `,
})
export class DocumentEntry {
  /** The text whose changes somebody wants to see; undefined: it changed since, and what was seen is not of it. */
  readonly asked = output<string | undefined>();
  readonly text = signal('');
  readonly #isUnreadable = signal(false);
  readonly isTooLarge = computed(() => new TextEncoder().encode(this.text()).length > MOST_BYTES);
  readonly wrong = computed(() => {
    if (this.#isUnreadable()) return $localize`This file is not UTF-8: save it so and choose it again.`;
    return this.isTooLarge() ? $localize`A document has at most 256 kB.` : undefined;
  });

  begin(text: string): void {
    this.take(text);
  }

  take(text: string): void {
    this.#isUnreadable.set(false);
    this.text.set(text);
    this.asked.emit(undefined);
  }

  async choose(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const chosen = input.files?.[0];
    if (chosen === undefined) return;
    try {
      // No more is read than shows that it is too much.
      const bytes = await chosen.slice(0, 2 * MOST_BYTES).arrayBuffer();
      this.take(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
      if (!this.isTooLarge()) this.asked.emit(this.text());
    } catch {
      this.#isUnreadable.set(true);
    } finally {
      // The same file, mended, can be chosen again.
      input.value = '';
    }
  }
}
