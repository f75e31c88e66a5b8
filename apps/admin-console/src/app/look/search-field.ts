import { ChangeDetectionStrategy, Component, DestroyRef, inject, input } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { Icon } from './icon';

/** Searches a list by the URL's `q`: typing replaces the entry in the history, so Back leaves the list at once. */
@Component({
  selector: 'hf-search',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label class="search">
      <hf-icon name="search" />
      <span class="for-readers">{{ label() }}</span>
      <input
        #field
        type="search"
        maxlength="120"
        autocomplete="off"
        [value]="q() ?? ''"
        [placeholder]="label()"
        (input)="typed(field.value)"
      />
    </label>
  `,
  styleUrl: './search-field.css',
})
export class SearchField {
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly label = input.required<string>();
  readonly q = input<string>();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.#timer);
    });
  }

  typed(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const q = text.trim() === '' ? null : text.trim();
      void this.#router.navigate([], {
        relativeTo: this.#route,
        queryParams: { q, cursor: null },
        queryParamsHandling: 'merge',
        replaceUrl: true,
      });
    }, 250);
  }
}
