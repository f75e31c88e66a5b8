import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import type { Me } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { beginSetUp } from '../client/fn/session/begin-set-up';
import { setUp } from '../client/fn/session/set-up';
import { EntryCard } from './entry-card';
import { Session } from './session';
import { SetUpForm } from './set-up-form';

@Component({
  imports: [EntryCard, SetUpForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-entry-card
      title="Make the owner's account"
      i18n-title
      lead="With the one-time setup token: the server printed it when it started, or an operator gave it to you."
      i18n-lead
    >
      <hf-set-up-form [token]="token()" [beginning]="beginning" [making]="making" (made)="enter($event)" />
    </hf-entry-card>
  `,
})
export class SetUpPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly #changes = inject(Changes);
  readonly token = input<string>();
  readonly beginning = this.#changes.of(beginSetUp);
  readonly making = this.#changes.of(setUp);

  async enter(me: Me): Promise<void> {
    this.#session.began(me);
    await this.#router.navigateByUrl('/');
  }
}
