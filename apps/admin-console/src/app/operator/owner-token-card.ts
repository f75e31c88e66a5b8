import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Answer } from '../api/call';
import type { replaceOwnerToken } from '../client/fn/operator/replace-owner-token';
import { CopyButton } from '../look/copy-button';
import { Moment } from '../look/moment';

/** The token by which a company's first owner takes it over, shown this once. */
@Component({
  selector: 'hf-owner-token',
  imports: [CopyButton, MatButton, Moment],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>Hand “{{ company() }}” over</h2>
      <p i18n>
        Give this token to the company's owner, by a way that only they read. They make their account with it
        at {{ owner().address }}
      </p>
      <div class="command">
        <code>{{ owner().token }}</code>
        <hf-copy [text]="owner().token" />
      </div>
      <p class="quiet">
        <ng-container i18n>One use; it expires</ng-container>&ngsp;<hf-moment [at]="owner().expiresAt" />.
        <ng-container i18n
          >It is shown only now: nobody can look it up later. Until there is an owner a new one can be made,
          which ends this one.</ng-container
        >
      </p>
      <div class="do-row">
        <button matButton="text" (click)="hidden.emit()" i18n>Hide the token</button>
      </div>
    </section>
  `,
})
export class OwnerTokenCard {
  readonly company = input.required<string>();
  readonly owner = input.required<Answer<typeof replaceOwnerToken>>();
  readonly hidden = output();
}
