import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { EntryCard } from './entry-card';
import { returnPath } from './return-path';

@Component({
  imports: [EntryCard, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-entry-card
      title="The server cannot answer now"
      i18n-title
      lead="The console could not learn who you are. Backups on the workstations go on without it, and nothing already backed up is touched."
      i18n-lead
    >
      <button matButton="filled" (click)="again()" i18n>Try again</button>
    </hf-entry-card>
  `,
})
export class UnavailablePage {
  readonly #router = inject(Router);
  readonly returnTo = input<string>();

  again(): void {
    void this.#router.navigateByUrl(returnPath(this.returnTo()));
  }
}
