import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from './icon';
import { type Meaning, MEANING_ICON } from './meaning';

/** A state in one word: colour, icon and word say the same. */
@Component({
  selector: 'hf-tag',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span class="tag" [class]="meaning()"
    ><hf-icon [name]="icon()" [size]="12" />{{ text() }}</span
  >`,
})
export class Tag {
  readonly meaning = input.required<Meaning>();
  readonly text = input.required<string>();
  readonly icon = computed(() => MEANING_ICON[this.meaning()]);
}
