import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { endOtherSessions } from '../client/fn/account/end-other-sessions';
import { endOwnSession } from '../client/fn/account/end-own-session';
import { listOwnSessions } from '../client/fn/account/list-own-sessions';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import { Moment } from '../look/moment';
import { Say } from '../look/say';
import { Tag } from '../look/tag';

/** Where one is signed in, and the way to be no longer. */
@Component({
  selector: 'hf-sessions',
  imports: [FaultCard, Freshness, MatButton, Moment, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Where you are signed in</h2>
      <hf-freshness [reading]="sessions" failed="Your sessions could not be read." i18n-failed />
      @if (fault(); as fault) {
        <hf-fault [fault]="fault" what="The session was not ended." i18n-what [retryable]="false" />
      }
      <ul class="lines">
        @for (session of sessions.value()?.items; track session.id) {
          <li>
            <span>
              <b>{{ session.browser }}</b>
              <small class="quiet">
                {{ methods[session.method] }} · <hf-moment [at]="session.openedAt" />
              </small>
            </span>
            @if (session.current) {
              <hf-tag meaning="good" text="This one" i18n-text />
            } @else {
              <button matButton="text" [disabled]="ending.running()" (click)="end(session.id)" i18n>
                End it
              </button>
            }
          </li>
        }
      </ul>
      @if (others() > 1) {
        <div class="do-row">
          <button matButton="outlined" [disabled]="endingAll.running()" (click)="endOthers()" i18n>
            End all others
          </button>
        </div>
      }
      <p class="quiet" i18n>Each ends by itself after an hour in which nothing is done, or after 12 hours.</p>
    </section>
  `,
})
export class SessionsCard {
  readonly #say = inject(Say);
  readonly #changes = inject(Changes);
  readonly sessions = read(listOwnSessions, () => ({}));
  readonly ending = this.#changes.of(endOwnSession);
  readonly endingAll = this.#changes.of(endOtherSessions);
  readonly fault = computed(() => this.ending.fault() ?? this.endingAll.fault());
  readonly others = computed(
    () => this.sessions.value()?.items.filter(({ current }) => !current).length ?? 0,
  );
  readonly methods = {
    'break-glass': $localize`password and second factor`,
    sso: $localize`single sign-on`,
  };

  async end(id: string): Promise<void> {
    this.#ended(await this.ending.run({ id }));
  }

  async endOthers(): Promise<void> {
    this.#ended(await this.endingAll.run(undefined));
  }

  #ended(done: { ended: number } | undefined): void {
    this.sessions.reload();
    if (done !== undefined) this.#say.done($localize`Ended. Its next click there leads to the sign-in.`);
  }
}
