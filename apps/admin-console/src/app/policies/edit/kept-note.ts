import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { PolicyEditing } from './policy-editing';

/** Says that a draft was found again, and throws it away where it is not wanted. */
@Component({
  selector: 'hf-kept-note',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (editing.wasKept()) {
      <div class="notice waiting" role="status">
        <p i18n>What you typed here before and did not publish is here again.</p>
        <div class="do">
          <button matButton="text" type="button" (click)="thrown.emit()" i18n>Throw it away</button>
        </div>
      </div>
    }
  `,
})
export class KeptNote {
  readonly editing = inject(PolicyEditing);
  readonly thrown = output();
}
