import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output } from '@angular/core';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

/** Bytes in the unit that the label names; empty: no limit. What was typed stays until it is another amount. */
@Component({
  selector: 'hf-amount',
  imports: [MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>{{ label() }}</mat-label>
      <input
        #typed
        matInput
        type="number"
        inputmode="decimal"
        min="0"
        step="any"
        [value]="shown()"
        (input)="take(typed.value)"
      />
      <mat-hint>{{ consequence() }}</mat-hint>
    </mat-form-field>
    @if (wrong()) {
      <p class="wrong" role="alert" i18n>More than nothing, or empty.</p>
    }
  `,
  styles: `
    mat-form-field {
      inline-size: 100%;
    }
  `,
})
export class AmountField {
  /** Bytes; null: no limit. */
  readonly bytes = input.required<number | null>();
  /** Bytes of one unit. */
  readonly unit = input.required<number>();
  readonly label = input.required<string>();
  readonly consequence = input.required<string>();
  readonly changed = output<number | null>();
  readonly #given = computed(() => {
    const bytes = this.bytes();
    return bytes === null ? '' : String(Number((bytes / this.unit()).toFixed(3)));
  });
  readonly shown = linkedSignal(() => this.#given());
  readonly wrong = computed(() => this.shown() !== '' && !(this.#bytesOf(this.shown()) > 0));

  take(text: string): void {
    const bytes = text === '' ? null : this.#bytesOf(text);
    if (bytes === null || bytes > 0) this.changed.emit(bytes);
    this.shown.set(text);
  }

  #bytesOf(text: string): number {
    const bytes = Math.round(Number(text) * this.unit());
    return Number.isSafeInteger(bytes) ? bytes : 0;
  }
}
