import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { FactorProof, Me, NewFactor, SignInStep } from '@holdfast/contracts';
import type { SignIn } from '../client/models/sign-in';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { firstFactor } from '../client/fn/session/first-factor';
import { secondFactor } from '../client/fn/session/second-factor';
import { signInOptions } from '../client/fn/session/sign-in-options';
import { signIn } from '../client/fn/session/sign-in';
import { FaultCard } from '../look/fault-card';
import { CompanySignIn } from './company-sign-in';
import { EntryCard } from './entry-card';
import { NewFactorForm } from './new-factor';
import { PasswordForm } from './password-form';
import { returnPath } from './return-path';
import { SecondFactor } from './second-factor';
import { Session } from './session';

const LEADS = {
  company: $localize`Backups run whether anybody is signed in or not.`,
  password: $localize`With an owner's account. Backups run whether anybody is signed in or not.`,
  ask: $localize`The password is right. Now show that it is you.`,
  enrol: $localize`The password is right, but a password alone opens nothing any more. Choose by what else you sign in from now on.`,
};

/** Password first, then the second factor; an account from before there were any is given one. */
@Component({
  imports: [CompanySignIn, EntryCard, FaultCard, MatButton, NewFactorForm, PasswordForm, SecondFactor],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-entry-card title="Sign in" i18n-title [lead]="lead()">
      @if (fault(); as fault) {
        <hf-fault [fault]="fault" what="Not signed in." i18n-what [retryable]="false" />
      }
      @if (step(); as step) {
        @if (step.ask; as ask) {
          <hf-second-factor
            [request]="ask"
            [action]="signInText"
            [running]="asking.running()"
            (proved)="finish($event)"
          />
        }
        @if (step.enrol; as enrol) {
          <hf-new-factor
            [offer]="enrol"
            [action]="signInText"
            [running]="enrolling.running()"
            (proved)="enrolAndFinish($event)"
          />
        }
        <div class="do-row">
          <button matButton="text" type="button" (click)="again()" i18n>Begin again</button>
        </div>
      } @else {
        <hf-company-sign-in
          [url]="companySignInUrl()"
          [returnTo]="returnTo()"
          [refused]="refused()"
          [request]="request()"
          [signedOut]="signedOut()"
        />
        <hf-password-form
          [action]="signInText"
          [running]="entering.running()"
          [second]="offered()"
          (entered)="enter($event)"
        />
      }
    </hf-entry-card>
  `,
})
export class SignInPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly #changes = inject(Changes);
  readonly returnTo = input<string>();
  /** How a sign-in by the company's account ended, as the server says in the address. */
  readonly refused = input<string>();
  readonly request = input<string>();
  readonly signedOut = input<string>();
  readonly entering = this.#changes.of(signIn);
  readonly asking = this.#changes.of(secondFactor);
  readonly enrolling = this.#changes.of(firstFactor);
  readonly fault = computed(() => this.entering.fault() ?? this.asking.fault() ?? this.enrolling.fault());
  readonly options = read(signInOptions, () => ({}));
  readonly companySignInUrl = computed(() => this.options.value()?.singleSignOn?.signInUrl);
  readonly offered = computed(() => this.companySignInUrl() !== undefined);
  readonly step = signal<SignInStep | undefined>(undefined);
  readonly signInText = $localize`Sign in`;
  readonly lead = computed(() => {
    const step = this.step();
    if (step === undefined) return this.offered() ? LEADS.company : LEADS.password;
    return step.ask === null ? LEADS.enrol : LEADS.ask;
  });

  async enter(body: SignIn): Promise<void> {
    this.again();
    this.step.set(await this.entering.run({ body }));
  }

  async finish(body: FactorProof): Promise<void> {
    await this.#goOn(await this.asking.run({ body }));
  }

  async enrolAndFinish(body: NewFactor): Promise<void> {
    await this.#goOn(await this.enrolling.run({ body }));
  }

  again(): void {
    this.step.set(undefined);
    this.asking.clear();
    this.enrolling.clear();
  }

  async #goOn(me: Me | undefined): Promise<void> {
    if (me === undefined) {
      // What is too old is asked for anew; a wrong code may simply be typed again.
      if (this.fault()?.code === 'ticket-refused') this.step.set(undefined);
      return;
    }
    this.#session.began(me);
    await this.#router.navigateByUrl(returnPath(this.returnTo()));
  }
}
