import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import type { Choice } from './choices';

/** Any of several. */
@Component({
  selector: 'hf-boxes',
  imports: [MatCheckbox],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend class="quiet">{{ legend() }}</legend>
      @for (choice of choices(); track choice.value) {
        <mat-checkbox [checked]="isChosen(choice.value)" (change)="toggle(choice.value, $event.checked)">{{
          choice.text
        }}</mat-checkbox>
      } @empty {
        <ng-content />
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      border: 0;
      padding: 0;
      min-inline-size: 0;
      display: flex;
      flex-wrap: wrap;
      column-gap: 12px;
    }
    mat-checkbox {
      min-inline-size: 140px;
    }
  `,
})
export class ChoiceBoxes {
  readonly legend = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly chosen = input.required<readonly string[]>();
  /** In the order in which they were chosen. */
  readonly changed = output<string[]>();
  readonly #set = computed(() => new Set(this.chosen()));

  isChosen(value: string): boolean {
    return this.#set().has(value);
  }

  toggle(value: string, on: boolean): void {
    const rest = this.chosen().filter((one) => one !== value);
    this.changed.emit(on ? [...rest, value] : rest);
  }
}
