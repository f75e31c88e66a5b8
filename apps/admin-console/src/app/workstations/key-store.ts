import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** Where a laptop keeps the key by which it is known: said openly, since a file is worth less than a keychain. */
@Component({
  selector: 'hf-key-store',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (kept() === 'keychain') {
      <ng-container i18n>system keychain</ng-container>
    } @else {
      <ng-container i18n>file on the laptop, readable by its user only</ng-container>
    }
  `,
})
export class KeyStore {
  readonly kept = input.required<'keychain' | 'file'>();
}
