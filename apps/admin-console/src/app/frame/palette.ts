import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { read } from '../api/read';
import { listPeople } from '../client/fn/people/list-people';
import { listPhones } from '../client/fn/phones/list-phones';
import { Icon } from '../look/icon';
import { PAGES } from '../pages';
import { Session } from '../session/session';
import { findTargets } from './find-targets';

/** Ctrl/⌘ K: pages at once, phones and people by the api's search. */
@Component({
  selector: 'hf-palette',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dialog #dialog aria-label="Find" i18n-aria-label (close)="closed.emit()">
      <input
        #field
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-found"
        aria-autocomplete="list"
        [attr.aria-activedescendant]="chosen() ? 'palette-' + at() : null"
        placeholder="Find a page, a phone or a person"
        i18n-placeholder
        aria-label="Find a page, a phone or a person"
        i18n-aria-label
        maxlength="120"
        (input)="type(field.value)"
        (keydown)="key($event)"
      />
      <ul class="found" id="palette-found" role="listbox" aria-label="Found" i18n-aria-label>
        @for (target of targets(); track target.link.join('/')) {
          <!-- The field keeps the focus and handles the keys for the chosen option (aria-activedescendant). -->
          <!-- eslint-disable-next-line @angular-eslint/template/click-events-have-key-events -->
          <li
            role="option"
            tabindex="-1"
            [id]="'palette-' + $index"
            [attr.aria-selected]="$index === at()"
            (click)="go($index)"
            (pointermove)="at.set($index)"
          >
            <hf-icon [name]="target.icon" />{{ target.title }}<small>{{ target.about }}</small>
          </li>
        } @empty {
          <li class="quiet" i18n>Nothing found</li>
        }
      </ul>
    </dialog>
  `,
  styleUrl: './floating.css',
})
export class Palette {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly #pages = computed(() => PAGES.filter(({ permission }) => this.#session.may(permission)));
  readonly closed = output();
  readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  readonly words = signal('');
  readonly at = signal(0);
  readonly #query = computed(() =>
    this.#session.may('coverage.read') && this.words().length >= 2
      ? { q: this.words(), limit: 5 }
      : undefined,
  );
  readonly #phones = read(listPhones, this.#query, this.words);
  readonly #people = read(listPeople, this.#query, this.words);
  readonly targets = computed(() =>
    findTargets(
      this.words(),
      this.#pages(),
      this.#phones.value()?.items ?? [],
      this.#people.value()?.items ?? [],
    ),
  );
  readonly chosen = computed(() => this.targets()[this.at()]);

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
    });
  }

  type(text: string): void {
    this.words.set(text.trim());
    this.at.set(0);
  }

  key(event: KeyboardEvent): void {
    const last = this.targets().length - 1;
    if (event.key === 'ArrowDown') this.at.update((at) => Math.min(last, at + 1));
    else if (event.key === 'ArrowUp') this.at.update((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') this.go(this.at());
    else return;
    event.preventDefault();
  }

  go(index: number): void {
    const target = this.targets()[index];
    if (target === undefined) return;
    this.dialog().nativeElement.close();
    void this.#router.navigate(['/', ...target.link]);
  }
}
