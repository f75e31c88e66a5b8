import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import type { OperatorMe } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { operatorBeginSetUp } from '../client/fn/operator/operator-begin-set-up';
import { operatorSetUp } from '../client/fn/operator/operator-set-up';
import { EntryCard } from '../session/entry-card';
import { SetUpForm } from '../session/set-up-form';
import { OperatorSession } from './operator-session';

@Component({
  imports: [EntryCard, SetUpForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-entry-card
      title="Make an operator's account"
      i18n-title
      lead="With the one-time token that another operator gave you, or that the server printed when it started."
      i18n-lead
    >
      <hf-set-up-form [token]="token()" [beginning]="beginning" [making]="making" (made)="enter($event)" />
    </hf-entry-card>
  `,
})
export class OperatorSetUpPage {
  readonly #router = inject(Router);
  readonly #session = inject(OperatorSession);
  readonly #changes = inject(Changes);
  readonly token = input<string>();
  readonly beginning = this.#changes.of(operatorBeginSetUp);
  readonly making = this.#changes.of(operatorSetUp);

  async enter(me: OperatorMe): Promise<void> {
    this.#session.began(me);
    await this.#router.navigateByUrl('/operator');
  }
}
