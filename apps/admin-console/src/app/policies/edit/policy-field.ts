import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Icon } from '../../look/icon';
import { ALL_CATEGORIES, CATEGORY_TEXTS } from '../../text/categories';
import { AmountField } from '../fields/amount-field';
import { AMOUNTS, BOUNDS, TEXTS } from '../fields/bounds';
import { CategoryChoice } from '../fields/category-choice';
import { ChoiceBoxes } from '../fields/choice-boxes';
import { CHANNELS, type Choice, CHOICES } from '../fields/choices';
import { CONSEQUENCES } from '../fields/consequences';
import { fieldName } from '../fields/field-names';
import { LocationChoice } from '../fields/location-choice';
import { NOBODY_YET } from '../fields/nobody-yet';
import { PatternField } from '../fields/pattern-field';
import type { PolicyPath } from '../fields/policy-path';
import { at } from '../fields/tree-at';
import { WindowList } from '../fields/window-list';
import { FINDING_LEVELS } from './finding-levels';
import { PolicyEditing } from './policy-editing';

const has = (table: object, path: string): boolean => Object.hasOwn(table, path);

/** One field of the policy that is edited: what it holds, what that does, and what a check says of it. */
@Component({
  selector: 'hf-policy-field',
  imports: [
    AmountField,
    CategoryChoice,
    ChoiceBoxes,
    FormField,
    Icon,
    LocationChoice,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    PatternField,
    WindowList,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './policy-field.html',
  styles: `
    .field {
      display: grid;
      gap: 6px;
    }
    .doubt {
      color: var(--waiting-text);
    }
  `,
})
export class PolicyField {
  readonly #editing = inject(PolicyEditing);
  readonly path = input.required<PolicyPath>();
  readonly policy = this.#editing.draft;
  readonly name = computed(() => fieldName(this.path()));
  readonly says = computed(() => CONSEQUENCES[this.path()](this.policy()));
  readonly idleToldAbove = input(false);
  readonly nobodyYet = computed(() => !this.idleToldAbove() && NOBODY_YET.includes(this.path()));
  readonly number = computed(() => this.#fieldIn<number>(BOUNDS));
  readonly text = computed(() => this.#fieldIn<string>(TEXTS));
  readonly choice = computed(() => this.#fieldIn<string>(CHOICES));
  readonly choices = computed((): readonly Choice[] => CHOICES[this.path() as keyof typeof CHOICES]);
  readonly amountUnit = computed(() =>
    has(AMOUNTS, this.path()) ? AMOUNTS[this.path() as keyof typeof AMOUNTS] : undefined,
  );
  /** What stands here, for the kinds that are no field of a form. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- its kind is what the path says
  readonly value = computed((): any => at(this.policy(), this.path()));
  readonly isFlag = computed(() => typeof this.value() === 'boolean');
  readonly listErrors = computed(() => at<FieldTree<unknown>>(this.#editing.form, this.path())().errors());
  readonly findings = computed(() => {
    const path = this.path();
    return this.#editing.findings().filter((one) => one.path === path || one.path.startsWith(`${path}.`));
  });
  readonly channels = CHANNELS;
  readonly levels = FINDING_LEVELS;
  /** What is read, and what was optional before it was no longer read. */
  readonly optional = computed(() => {
    const { categories, optionalCategories } = this.policy().scope;
    return ALL_CATEGORIES.filter((one) => categories.includes(one) || optionalCategories.includes(one)).map(
      (value): Choice => ({ value, text: CATEGORY_TEXTS[value] }),
    );
  });
  readonly countriesText = computed(() => this.policy().copies.jurisdictions.join(', '));

  put(value: unknown): void {
    this.#editing.put(this.path(), value);
  }

  putCountries(text: string): void {
    this.put(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter((country) => country !== ''),
    );
  }

  #fieldIn<T>(table: object): FieldTree<T> | undefined {
    return has(table, this.path()) ? at<FieldTree<T>>(this.#editing.form, this.path()) : undefined;
  }
}
