import { ChangeDetectionStrategy, Component, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Answer } from '../api/call';
import { Changes } from '../api/change';
import { mintEnrolmentToken } from '../client/fn/people/mint-enrolment-token';
import { CopyButton } from '../look/copy-button';
import { FaultCard } from '../look/fault-card';
import { Moment } from '../look/moment';

/** Makes a one-time enrolment token for a laptop of one person, and shows its command this once. */
@Component({
  selector: 'hf-enrol',
  imports: [CopyButton, FaultCard, MatButton, Moment],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>Enrol a laptop</h2>
      @if (minted(); as token) {
        <p i18n>
          Save this token in a file on {{ person().name }}'s laptop, readable by {{ person().name }} only:
        </p>
        <div class="command">
          <code>{{ token.token }}</code>
          <hf-copy [text]="token.token" />
        </div>
        <p i18n>
          Then run this there, signed in as {{ person().name }}, with the file's name in place of FILE:
        </p>
        <div class="command">
          <code>{{ token.command }}</code>
          <hf-copy [text]="token.command" />
        </div>
        <p class="quiet">
          <ng-container i18n>One use; it expires</ng-container>&ngsp;<hf-moment [at]="token.expiresAt" />.
          <ng-container i18n
            >It is shown only now: nobody can look it up later, a new one can be made.</ng-container
          >
        </p>
        <div class="do-row">
          <button matButton="text" (click)="minted.set(undefined)" i18n>Hide it</button>
        </div>
      } @else {
        <p class="quiet" i18n>
          {{ person().name }} can run <code>holdfast enrol</code> and say yes in their browser; no token is
          needed for that. This makes one for one laptop, where that does not go. {{ person().name }} reads
          and accepts the privacy notice there before the first byte is read.
        </p>
        @if (minting.fault(); as fault) {
          <hf-fault [fault]="fault" what="No token was made." i18n-what (retry)="mint()" />
        }
        <button matButton="filled" [disabled]="minting.running()" (click)="mint()" i18n>Make a token</button>
      }
    </section>
  `,
})
export class EnrolCard {
  readonly person = input.required<{ id: string; name: string }>();
  readonly minting = inject(Changes).of(mintEnrolmentToken);
  readonly #personId = () => this.person().id;
  /** Goes when the page turns to somebody else. */
  readonly minted = linkedSignal<string, Answer<typeof mintEnrolmentToken> | undefined>({
    source: this.#personId,
    computation: () => undefined,
  });

  async mint(): Promise<void> {
    const answer = await this.minting.run({ id: this.person().id });
    if (answer !== undefined) this.minted.set(answer);
  }
}
