import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  inject,
  input,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';

/** "Refuse it?", with what that means. Takes the focus, and gives it back where it came from; Escape says no. */
@Component({
  selector: 'hf-refuse-question',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    role: 'alertdialog',
    tabindex: '-1',
    'aria-labelledby': 'refuse-title',
    'aria-describedby': 'refuse-text',
    '(keydown.escape)': 'keep.emit()',
  },
  template: `
    <div class="notice waiting">
      <div>
        <b id="refuse-title" i18n>Refuse {{ label() }}?</b>
        <p id="refuse-text" i18n>
          It is not let in, and opens nothing that your other laptops backed up. It stays enrolled, backs up
          to a place of its own and can ask again. If it is not yours, end its enrolment too, and tell your
          IT.
        </p>
      </div>
      <div class="do do-row">
        <button matButton="outlined" [disabled]="running()" (click)="refuse.emit()" i18n>Refuse it</button>
        <button matButton="text" (click)="keep.emit()" i18n>Leave it waiting</button>
      </div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      margin-block-end: 8px;
    }
    .notice {
      margin: 0;
    }
    .do {
      flex: none;
    }
  `,
})
export class RefuseQuestion {
  readonly label = input.required<string>();
  readonly running = input.required<boolean>();
  readonly refuse = output();
  readonly keep = output();

  constructor() {
    const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
    const before = inject(DOCUMENT).activeElement;
    afterNextRender(() => nativeElement.focus());
    inject(DestroyRef).onDestroy(() => {
      if (before instanceof HTMLElement) before.focus();
    });
  }
}
