import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listGaps } from '../client/fn/coverage/list-gaps';
import { Session } from '../session/session';
import { KeyList } from './key-list';
import { listenToKeys } from './keys';
import { Palette } from './palette';
import { Rail } from './rail';
import { Theme } from './theme';

/** What every signed-in page stands in: skip link first, rail, then the page. */
@Component({
  imports: [KeyList, Palette, Rail, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <a class="skip" href="#page" (click)="skip($event)" i18n>Skip to the page</a>
    <div class="frame">
      <hf-rail [me]="me()" [gaps]="gapCount()" />
      <main id="page" tabindex="-1" #page><router-outlet /></main>
    </div>
    @if (keysShown()) {
      @defer {
        <hf-key-list (closed)="keysShown.set(false)" />
      }
    }
    @if (paletteShown()) {
      @defer {
        <hf-palette (closed)="paletteShown.set(false)" />
      }
    }
  `,
})
export class Frame {
  readonly #session = inject(Session);
  readonly me = this.#session.me;
  readonly keysShown = signal(false);
  readonly paletteShown = signal(false);
  readonly page = viewChild.required<ElementRef<HTMLElement>>('page');
  readonly #gaps = read(listGaps, () => (this.#session.may('coverage.read') ? { limit: 1 } : undefined));
  readonly gapCount = computed(() => this.#gaps.value()?.total);

  constructor() {
    // Made here so that the stored choice is applied before the first page is seen.
    inject(Theme);
    refresh([this.#gaps], () => 4000);
    listenToKeys({
      showKeys: () => {
        this.keysShown.set(true);
      },
      openPalette: () => {
        this.paletteShown.set(true);
      },
    });
  }

  /** Moves the focus without touching the URL: with a base href, `#page` alone would leave the page. */
  skip(event: Event): void {
    event.preventDefault();
    this.page().nativeElement.focus();
  }
}
