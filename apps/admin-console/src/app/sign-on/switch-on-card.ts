import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SsoConnection } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { discardSsoDraft } from '../client/fn/sso/discard-sso-draft';
import { switchOnSso } from '../client/fn/sso/switch-on-sso';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { Session } from '../session/session';

/** Step 5: what has passed may be switched on, and nothing else. */
@Component({
  selector: 'hf-switch-on',
  imports: [FaultCard, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>5. Switch it on</h2>
      @if (connection().mayBeSwitchedOn) {
        <p class="quiet" i18n>
          From then on everybody whom your identity provider lets in signs in by it. Owners keep their account
          with password and second factor for the day on which the provider is away.
        </p>
      } @else {
        <p class="quiet" i18n>
          Only what has passed a test login as it stands can be switched on: step 3 first.
        </p>
      }
      @if (on.fault(); as fault) {
        <hf-fault [fault]="fault" what="It was not switched on." i18n-what [retryable]="false" />
      }
      <div class="do-row">
        @if (maySwitch()) {
          <button
            matButton="filled"
            [disabled]="!connection().mayBeSwitchedOn || on.running()"
            (click)="switchOn()"
            i18n
          >
            Switch single sign-on on
          </button>
        } @else {
          <p i18n>
            An owner switches it on: whoever decides which provider says who somebody is could be anybody
            here.
          </p>
        }
        @if (connection().live) {
          <button matButton="text" [disabled]="discarding.running()" (click)="discard()" i18n>
            Throw the draft away
          </button>
        }
      </div>
    </section>
  `,
})
export class SwitchOnCard {
  readonly #say = inject(Say);
  readonly #session = inject(Session);
  readonly maySwitch = computed(() => this.#session.may('sso.switch'));
  readonly connection = input.required<SsoConnection>();
  readonly changed = output<SsoConnection>();
  readonly on = inject(Changes).of(switchOnSso);
  readonly discarding = inject(Changes).of(discardSsoDraft);

  async switchOn(): Promise<void> {
    const made = await this.on.run({ id: this.connection().id });
    if (made === undefined) return;
    this.changed.emit(made);
    this.#say.done($localize`Single sign-on is on.`);
  }

  async discard(): Promise<void> {
    const made = await this.discarding.run({ id: this.connection().id });
    if (made !== undefined) this.changed.emit(made);
  }
}
