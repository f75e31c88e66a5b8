import { ChangeDetectionStrategy, Component, DOCUMENT, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../api/change';
import { mintEnrolmentTokens } from '../client/fn/workstations/mint-enrolment-tokens';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';

/** Makes enrolment tokens for everybody who has no workstation, and saves them as a table, this once. */
@Component({
  selector: 'hf-tokens-for-everybody',
  imports: [FaultCard, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (asked()) {
      <section class="card">
        <h2 i18n>Tokens for everybody without a workstation</h2>
        <p i18n>
          Makes one token for each person, for your device management to put on their laptop. Each enrols one
          laptop as that person, once, within 24 hours. The table is saved now and cannot be made again: keep
          it as you keep passwords.
        </p>
        @if (minting.fault(); as fault) {
          <hf-fault [fault]="fault" what="No tokens were made." i18n-what [retryable]="false" />
        }
        <div class="do-row">
          <button matButton="filled" [disabled]="minting.running()" (click)="mint()" i18n>
            Make them and save the table
          </button>
          <button matButton="text" (click)="asked.set(false)" i18n>Not now</button>
        </div>
      </section>
    } @else {
      <button matButton="outlined" (click)="asked.set(true)" i18n>
        Tokens for everybody without a workstation
      </button>
    }
  `,
  styles: `
    :host {
      display: block;
      margin-block-end: 20px;
    }
    p,
    .do-row {
      margin-block-start: 12px;
    }
  `,
})
export class TokensForEverybody {
  readonly #say = inject(Say);
  readonly #document = inject(DOCUMENT);
  readonly minting = inject(Changes).of(mintEnrolmentTokens);
  readonly asked = signal(false);

  async mint(): Promise<void> {
    const table = await this.minting.run({});
    if (table === undefined) return;
    this.#save(table);
    this.asked.set(false);
    const people = table.trimEnd().split('\r\n').length - 1;
    this.#say.done(
      people === 0
        ? $localize`Everybody has a workstation: no token was made.`
        : $localize`The table with ${people}:people: tokens was saved.`,
    );
  }

  #save(table: string): void {
    const address = URL.createObjectURL(new Blob([table], { type: 'text/csv' }));
    const link = this.#document.createElement('a');
    link.href = address;
    link.download = 'holdfast-tokens.csv';
    link.click();
    URL.revokeObjectURL(address);
  }
}
