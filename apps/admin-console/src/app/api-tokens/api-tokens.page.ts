import { ChangeDetectionStrategy, Component } from '@angular/core';
import { read } from '../api/read';
import { listApiTokens } from '../client/fn/api-tokens/list-api-tokens';
import { Freshness } from '../look/freshness';
import { MakeTokenCard } from './make-token-card';
import { TokenList } from './token-list';

/** Tokens by which scripts of the company call: an export of a device management, policies kept as code. */
@Component({
  imports: [Freshness, MakeTokenCard, TokenList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>API tokens</h1>
        <p class="lead" i18n>
          A token lets a script call Holdfast for what its scopes say; what it changes stands in the audit log
          under its label
        </p>
      </div>
    </div>
    <hf-freshness [reading]="reading" failed="The tokens could not be read." i18n-failed />
    @if (reading.value(); as known) {
      <hf-token-list [tokens]="known.items" (changed)="reading.reload()" />
      <hf-make-token [scopes]="known.scopes" (changed)="reading.reload()" />
    }
  `,
})
export class ApiTokensPage {
  readonly reading = read(listApiTokens, () => ({}));
}
