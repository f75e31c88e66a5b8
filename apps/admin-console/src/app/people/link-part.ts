import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { LeaverDetail, LeaverLink } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { makeLeaverLink } from '../client/fn/leavers/make-leaver-link';
import { CopyButton } from '../look/copy-button';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';

/** A leaver's personal link: whether they were sent one, and a new one to hand over, shown this once. */
@Component({
  selector: 'hf-link',
  imports: [CopyButton, Day, FaultCard, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3 i18n>Personal link</h3>
    <p class="quiet">
      @switch (link().mail) {
        @case ('sent') {
          <ng-container i18n
            >Sent to the e-mail address that is known here, which may be closed by now.</ng-container
          >
        }
        @case ('waiting') {
          <ng-container i18n>Being sent by e-mail.</ng-container>
        }
        @default {
          <ng-container i18n>Not sent by e-mail: hand one over.</ng-container>
        }
      }
      @if (link().madeOn; as day) {
        <ng-container i18n>The newest one was made on</ng-container>&ngsp;<hf-day [on]="day" as="date" />.
      } @else {
        <ng-container i18n>None was made yet.</ng-container>
      }
    </p>
    @if (made(); as shown) {
      <p i18n>Give this to {{ person().name }}, on paper or by a way that only they read:</p>
      <div class="command">
        <code>{{ shown.url }}</code>
        <hf-copy [text]="shown.url" />
      </div>
      <p class="quiet" i18n>
        It is shown only now; a new one ends this one. It opens no file: for those {{ person().name }} needs
        their recovery code, which nobody here has.
      </p>
      <div class="do-row">
        <button matButton="text" (click)="made.set(undefined)" i18n>Hide the link</button>
      </div>
    } @else {
      @if (making.fault(); as fault) {
        <hf-fault [fault]="fault" what="No link was made." i18n-what [retryable]="false" />
      }
      <button matButton="outlined" [disabled]="making.running()" (click)="make()" i18n>
        Make a link to hand over
      </button>
      <p class="quiet" i18n>{{ person().name }} sees who made it; an earlier link ends.</p>
    }
  `,
})
export class LinkPart {
  readonly person = input.required<{ id: string; name: string }>();
  readonly link = input.required<LeaverDetail['link']>();
  readonly changed = output();
  readonly making = inject(Changes).of(makeLeaverLink);
  readonly #personId = () => this.person().id;
  /** Goes when the page turns to somebody else. */
  readonly made = linkedSignal<string, LeaverLink | undefined>({
    source: this.#personId,
    computation: () => undefined,
  });

  async make(): Promise<void> {
    const answer = await this.making.run({ id: this.person().id });
    if (answer === undefined) return;
    this.made.set(answer);
    this.changed.emit();
  }
}
