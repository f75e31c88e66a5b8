import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../../api/change';
import { read } from '../../api/read';
import { declareMine } from '../../client/fn/own/declare-mine';
import { myAnswer } from '../../client/fn/own/my-answer';
import { FaultCard } from '../../look/fault-card';
import { Freshness } from '../../look/freshness';

type Answer = 'declined' | 'not-for-work' | null;

/** Saying no, which is neutral and known to the person alone. */
@Component({
  selector: 'hf-answer',
  imports: [FaultCard, Freshness, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>No phone to protect?</h2>
      <p class="quiet" i18n>
        Say so, and nobody reminds you. It is a neutral answer that only you can see: your company sees how
        many people said so, and that nothing is asked of you. A phone that your company's own list of phones
        knows is shown to your IT as not enrolled all the same, whatever you answer.
      </p>
      <hf-freshness [reading]="answer" failed="Your answer could not be read." i18n-failed />
      @if (declaring.fault(); as fault) {
        <hf-fault [fault]="fault" what="Your answer was not kept." i18n-what [retryable]="false" />
      }
      @if (answer.value(); as said) {
        @if (said.answer === null) {
          <div class="do-row">
            <button matButton="outlined" [disabled]="declaring.running()" (click)="say('not-for-work')" i18n>
              I do not use a phone for work
            </button>
            <button matButton="outlined" [disabled]="declaring.running()" (click)="say('declined')" i18n>
              I decline
            </button>
          </div>
        } @else {
          <p>
            @if (said.answer === 'declined') {
              <b i18n>You declined.</b>
            } @else {
              <b i18n>You said that you do not use a phone for work.</b>
            }
          </p>
          <button matButton="text" [disabled]="declaring.running()" (click)="say(null)" i18n>
            Take that back
          </button>
        }
      }
    </section>
  `,
})
export class AnswerCard {
  readonly answer = read(myAnswer, () => ({}));
  readonly declaring = inject(Changes).of(declareMine);

  async say(answer: Answer): Promise<void> {
    await this.declaring.run({ body: { answer } });
    if (this.declaring.fault() === undefined) this.answer.reload();
  }
}
