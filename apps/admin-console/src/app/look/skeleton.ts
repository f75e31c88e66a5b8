import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  signal,
} from '@angular/core';

/** Grey lines where content will be; not in the first 150 ms, in which most answers arrive. */
@Component({
  selector: 'hf-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status', '[class.shown]': 'shown()' },
  template: `
    <span class="for-readers" i18n>Loading</span>
    @for (width of widths(); track $index) {
      <span class="bone" [style.inline-size.%]="width"></span>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
      padding-block: 12px;
      visibility: hidden;
    }
    :host(.shown) {
      visibility: visible;
    }
  `,
})
export class Skeleton {
  readonly lines = input(6);
  readonly shown = signal(false);
  readonly widths = computed(() =>
    Array.from({ length: this.lines() }, (_, line) => 92 - ((line * 23) % 45)),
  );

  constructor() {
    const timer = setTimeout(() => {
      this.shown.set(true);
    }, 150);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(timer);
    });
  }
}
