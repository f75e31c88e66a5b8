import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  output,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { PAGES } from '../pages';

/** The list of keys that `?` opens. */
@Component({
  selector: 'hf-key-list',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dialog #dialog aria-labelledby="key-list-title" (close)="closed.emit()">
      <h2 id="key-list-title" i18n>Keys</h2>
      <dl>
        @for (page of pages; track page.path) {
          <div>
            <dt>
              <kbd>g</kbd>&ngsp;<kbd>{{ page.key }}</kbd>
            </dt>
            <dd>{{ page.title }}</dd>
          </div>
        }
        <div>
          <dt><kbd>Ctrl</kbd>/<kbd>⌘</kbd>&ngsp;<kbd>K</kbd></dt>
          <dd i18n>Find a page, a phone or a person</dd>
        </div>
        <div>
          <dt><kbd>/</kbd></dt>
          <dd i18n>Search in this list</dd>
        </div>
        <div>
          <dt><kbd>?</kbd></dt>
          <dd i18n>These keys</dd>
        </div>
      </dl>
      <button matButton="outlined" (click)="dialog.close()" i18n>Close</button>
    </dialog>
  `,
  styleUrl: './floating.css',
})
export class KeyList {
  readonly pages = PAGES;
  readonly closed = output();
  readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
    });
  }
}
