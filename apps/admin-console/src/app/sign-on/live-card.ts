import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SsoConnection } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { switchOffSso } from '../client/fn/sso/switch-off-sso';
import { CopyButton } from '../look/copy-button';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { Tag } from '../look/tag';

/** What people sign in by now, and the way to stop it. */
@Component({
  selector: 'hf-live',
  imports: [CopyButton, FaultCard, MatButton, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>People sign in by this</h2>
      <p>
        <hf-tag meaning="good" text="Switched on" i18n-text />&ngsp;<span class="quiet">{{
          connection().live?.idpEntityId
        }}</span>
      </p>
      <p i18n>
        This is the address to give to everybody, on your intranet or as a tile in the provider's portal:
      </p>
      <div class="command">
        <code>{{ connection().serviceProvider.signInUrl }}</code>
        <hf-copy [text]="connection().serviceProvider.signInUrl" />
      </div>
      @if (mayChange()) {
        @if (off.fault(); as fault) {
          <hf-fault [fault]="fault" what="It was not switched off." i18n-what [retryable]="false" />
        }
        @if (asked()) {
          <div class="notice waiting" role="alert">
            <p i18n>
              Nobody will sign in by it any longer. Owners still can, with password and second factor.
              Sessions that are open now go on until they end, unless you end them too.
            </p>
            <div class="do do-row">
              <button matButton="outlined" [disabled]="off.running()" (click)="switchOff(false)" i18n>
                Switch it off
              </button>
              <button matButton="outlined" [disabled]="off.running()" (click)="switchOff(true)" i18n>
                Switch it off and end the sessions
              </button>
              <button matButton="text" (click)="asked.set(false)" i18n>Leave it on</button>
            </div>
          </div>
        } @else {
          <div class="do-row">
            <button matButton="text" (click)="asked.set(true)" i18n>Switch it off…</button>
          </div>
        }
      }
    </section>
  `,
})
export class LiveCard {
  readonly #say = inject(Say);
  readonly connection = input.required<SsoConnection>();
  readonly mayChange = input.required<boolean>();
  readonly changed = output<SsoConnection>();
  readonly off = inject(Changes).of(switchOffSso);
  readonly asked = signal(false);

  async switchOff(endSessions: boolean): Promise<void> {
    const made = await this.off.run({ id: this.connection().id, body: { endSessions } });
    if (made === undefined) return;
    this.asked.set(false);
    this.changed.emit(made);
    this.#say.done($localize`Single sign-on is off. Its settings are kept as a draft.`);
  }
}
