import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { email, form, FormField, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import type { FactorProof, Me, NewFactor, SignInStep } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { firstFactor } from '../client/fn/session/first-factor';
import { secondFactor } from '../client/fn/session/second-factor';
import { signIn } from '../client/fn/session/sign-in';
import { FaultCard } from '../look/fault-card';
import { CompanySignIn } from './company-sign-in';
import { EntryCard } from './entry-card';
import { NewFactorForm } from './new-factor';
import { returnPath } from './return-path';
import { SecondFactor } from './second-factor';
import { Session } from './session';

const LEADS = {
  password: $localize`With the account of the company's owner or admin. Backups run whether anybody is signed in or not.`,
  ask: $localize`The password is right. Now show that it is you.`,
  enrol: $localize`The password is right, but a password alone opens nothing any more. Choose by what else you sign in from now on.`,
};

/** Password first, then the second factor; an account from before there were any is given one. */
@Component({
  imports: [
    CompanySignIn,
    EntryCard,
    FaultCard,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    NewFactorForm,
    SecondFactor,
  ],
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
          [returnTo]="returnTo()"
          [refused]="refused()"
          [request]="request()"
          [signedOut]="signedOut()"
        />
        <form class="form" novalidate (submit)="enter($event)">
          <mat-form-field appearance="outline">
            <mat-label i18n>E-mail address</mat-label>
            <input matInput type="email" autocomplete="username" [formField]="entry.email" />
            @for (error of entry.email().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <mat-form-field appearance="outline">
            <mat-label i18n>Password</mat-label>
            <input matInput type="password" autocomplete="current-password" [formField]="entry.password" />
            @for (error of entry.password().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <button matButton="filled" type="submit" [disabled]="entering.running()" i18n>Sign in</button>
        </form>
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
  readonly step = signal<SignInStep | undefined>(undefined);
  readonly signInText = $localize`Sign in`;
  readonly lead = computed(() => {
    const step = this.step();
    if (step === undefined) return LEADS.password;
    return step.ask === null ? LEADS.enrol : LEADS.ask;
  });
  readonly entry = form(signal({ email: '', password: '' }), (path) => {
    required(path.email, { message: $localize`Your e-mail address is needed.` });
    email(path.email, { message: $localize`This is not an e-mail address.` });
    required(path.password, { message: $localize`Your password is needed.` });
  });

  async enter(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      this.again();
      this.step.set(await this.entering.run({ body: this.entry().value() }));
    });
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
