import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import type { Category } from '@holdfast/contracts';
import { ALL_CATEGORIES, CATEGORY_TEXTS, DEFAULT_CATEGORIES } from '../../text/categories';

/** What is read: the default first, then what needs a purpose on record. */
@Component({
  selector: 'hf-categories',
  imports: [MatCheckbox],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (group of groups; track group.title) {
      <fieldset>
        <legend class="quiet">{{ group.title }}</legend>
        @for (category of group.categories; track category) {
          <mat-checkbox [checked]="isChosen(category)" (change)="toggle(category, $event.checked)">
            {{ texts[category] }}
          </mat-checkbox>
        }
      </fieldset>
    }
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
export class CategoryChoice {
  readonly chosen = input.required<readonly Category[]>();
  readonly changed = output<Category[]>();
  readonly texts = CATEGORY_TEXTS;
  readonly groups = [
    { title: $localize`Read by default`, categories: DEFAULT_CATEGORIES },
    {
      title: $localize`Only with purpose and lawful basis on record`,
      categories: ALL_CATEGORIES.filter((category) => !DEFAULT_CATEGORIES.includes(category)),
    },
  ];
  readonly #set = computed(() => new Set(this.chosen()));

  isChosen(category: Category): boolean {
    return this.#set().has(category);
  }

  toggle(category: Category, chosen: boolean): void {
    const rest = this.chosen().filter((one) => one !== category);
    this.changed.emit(chosen ? [...rest, category] : rest);
  }
}
