import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

/** A whole number of the policy, with its consequence under it. */
@Component({
  selector: 'hf-number',
  imports: [FormField, MatError, MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>{{ label() }}</mat-label>
      <input matInput type="number" inputmode="numeric" step="1" [formField]="field()" />
      @if (consequence()) {
        <mat-hint>{{ consequence() }}</mat-hint>
      }
      @for (error of field()().errors(); track error.kind) {
        @if ($first) {
          <mat-error>{{ error.message }}</mat-error>
        }
      }
    </mat-form-field>
  `,
  styles: `
    :host,
    mat-form-field {
      display: block;
    }
  `,
})
export class NumberField {
  readonly field = input.required<FieldTree<number>>();
  readonly label = input.required<string>();
  readonly consequence = input<string>();
}
