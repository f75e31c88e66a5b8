import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../../api/read';
import { refresh } from '../../api/refresh';
import { myJoinRequests } from '../../client/fn/own/my-join-requests';
import { myRecoveryCode } from '../../client/fn/own/my-recovery-code';
import { Freshness } from '../../look/freshness';
import { CodeCard } from './code-card';
import { WaitingCard } from './waiting-card';

/** How it stands with one's own recovery code, and which laptops wait to be let in. */
@Component({
  imports: [CodeCard, Freshness, RouterLink, WaitingCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>My recovery code</h1>
        <p class="lead" i18n>
          Twelve words that open your backups on any computer, when laptop and phone are lost together. Only
          you have them.
        </p>
      </div>
    </div>
    <hf-freshness [reading]="code" failed="Your recovery code’s dates could not be read." i18n-failed />
    @if (code.value(); as known) {
      <hf-code-dates [known]="known" />
    }
    <section class="card spaced">
      <h2 i18n>Workstations that wait to be let in</h2>
      <hf-freshness
        [reading]="waiting"
        failed="The workstations that wait could not be read."
        i18n-failed
        [lines]="3"
      />
      @if (waiting.value(); as known) {
        <hf-waiting [requests]="known.items" (changed)="waiting.reload()" />
      }
    </section>
    <section class="card spaced">
      <h2 i18n>Why nobody can do this for you</h2>
      <p class="next" i18n>
        The words were made on your laptop and never left it. Your company and Holdfast know the days above
        and nothing else of them: nobody can look them up, send them again or reset them, and no support can
        be talked into it. Keep them on paper or in a password manager, away from the laptop.
      </p>
      <p class="next" i18n>
        Without a laptop of yours and without the code, you open nothing. Whether your company could is told
        under <a class="link" routerLink="/my/visibility">What my company can see</a>.
      </p>
    </section>
  `,
})
export class RecoveryPage {
  readonly code = read(myRecoveryCode, () => ({}));
  readonly waiting = read(myJoinRequests, () => ({}));

  constructor() {
    // Somebody sits before a laptop that waits, and proves a code while this page is open.
    refresh([this.code, this.waiting], () => 30_000);
  }
}
