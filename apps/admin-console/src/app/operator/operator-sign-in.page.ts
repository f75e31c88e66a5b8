import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { FactorProof, FactorRequest } from '@holdfast/contracts';
import type { SignIn } from '../client/models/sign-in';
import { Changes } from '../api/change';
import { operatorSecondFactor } from '../client/fn/operator/operator-second-factor';
import { operatorSignIn } from '../client/fn/operator/operator-sign-in';
import { FaultCard } from '../look/fault-card';
import { EntryCard } from '../session/entry-card';
import { PasswordForm } from '../session/password-form';
import { returnPath } from '../session/return-path';
import { SecondFactor } from '../session/second-factor';
import { OperatorSession } from './operator-session';

const LEADS = {
  password: $localize`For who runs this installation for companies. People of a company sign in elsewhere.`,
  ask: $localize`The password is right. Now show that it is you.`,
};

/** The operators' own door: password, then always the second factor. */
@Component({
  imports: [EntryCard, FaultCard, MatButton, PasswordForm, SecondFactor],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-entry-card title="Sign in as an operator" i18n-title [lead]="lead()">
      @if (fault(); as fault) {
        <hf-fault [fault]="fault" what="Not signed in." i18n-what [retryable]="false" />
      }
      @if (asked(); as request) {
        <hf-second-factor
          [request]="request"
          [action]="signInText"
          [running]="finishing.running()"
          (proved)="finish($event)"
        />
        <div class="do-row">
          <button matButton="text" type="button" (click)="again()" i18n>Begin again</button>
        </div>
      } @else {
        <hf-password-form [action]="goOnText" [running]="entering.running()" (entered)="enter($event)" />
      }
    </hf-entry-card>
  `,
})
export class OperatorSignInPage {
  readonly #router = inject(Router);
  readonly #session = inject(OperatorSession);
  readonly #changes = inject(Changes);
  readonly returnTo = input<string>();
  readonly entering = this.#changes.of(operatorSignIn);
  readonly finishing = this.#changes.of(operatorSecondFactor);
  readonly fault = computed(() => this.entering.fault() ?? this.finishing.fault());
  readonly asked = signal<FactorRequest | undefined>(undefined);
  readonly lead = computed(() => (this.asked() === undefined ? LEADS.password : LEADS.ask));
  readonly goOnText = $localize`Go on`;
  readonly signInText = $localize`Sign in`;

  async enter(body: SignIn): Promise<void> {
    this.again();
    this.asked.set(await this.entering.run({ body }));
  }

  async finish(body: FactorProof): Promise<void> {
    const me = await this.finishing.run({ body });
    if (me === undefined) {
      // What is too old is asked for anew; a wrong code may simply be typed again.
      if (this.finishing.fault()?.code === 'ticket-refused') this.asked.set(undefined);
      return;
    }
    this.#session.began(me);
    const wanted = returnPath(this.returnTo());
    await this.#router.navigateByUrl(wanted.startsWith('/operator/') ? wanted : '/operator');
  }

  again(): void {
    this.asked.set(undefined);
    this.finishing.clear();
  }
}
