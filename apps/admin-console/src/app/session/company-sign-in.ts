import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../look/icon';
import { returnPath } from './return-path';

/** The way in for nearly everybody: the company's own account. Says too how the last try by it ended. */
@Component({
  selector: 'hf-company-sign-in',
  imports: [Icon, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (refused()) {
      <div class="notice lost" role="alert">
        <hf-icon name="gaps" [size]="20" />
        <div>
          <b i18n>You were not signed in.</b>
          <p i18n>
            Your company's sign-in was not accepted here. Try once more from this page; if it stays, give your
            IT the number below: their audit log has the reason.
          </p>
          @if (request(); as id) {
            <p class="quiet">
              <ng-container i18n>Request</ng-container>&ngsp;<code>{{ id }}</code>
            </p>
          }
        </div>
      </div>
    }
    @if (signedOut()) {
      <div class="notice good" role="status">
        <p i18n>You are signed out, here and at your company's identity provider.</p>
      </div>
    }
    @if (address(); as address) {
      <a matButton="filled" class="company" [href]="address" i18n>Sign in with your company's account</a>
      <p class="quiet or" i18n>Or with an owner's account:</p>
    }
  `,
  styles: `
    .company {
      inline-size: 100%;
      margin-block-end: 16px;
    }

    .or {
      margin-block-end: 12px;
    }
  `,
})
export class CompanySignIn {
  /** Where everybody of this installation signs in, if there is such a place. */
  readonly url = input<string>();
  readonly returnTo = input<string>();
  readonly refused = input<string>();
  readonly request = input<string>();
  readonly signedOut = input<string>();
  readonly address = computed(() => {
    const url = this.url();
    const to = returnPath(this.returnTo());
    return url === undefined || to === '/' ? url : `${url}?returnTo=${encodeURIComponent(to)}`;
  });
}
