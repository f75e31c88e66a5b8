import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from './icon';

/** Puts a text on the clipboard and says so, to eyes and readers. */
@Component({
  selector: 'hf-copy',
  imports: [Icon, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button matButton="outlined" type="button" (click)="copy()">
      <hf-icon [name]="copied() ? 'check' : 'copy'" />
      <span aria-live="polite">
        @if (copied()) {
          <ng-container i18n>Copied</ng-container>
        } @else {
          <ng-container i18n>Copy</ng-container>
        }
      </span>
    </button>
  `,
  styles: `
    hf-icon {
      margin-inline-end: 8px;
    }
  `,
})
export class CopyButton {
  readonly #clipboard = inject(Clipboard);
  readonly text = input.required<string>();
  readonly copied = signal(false);

  copy(): void {
    this.copied.set(this.#clipboard.copy(this.text()));
  }
}
