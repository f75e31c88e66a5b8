import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../../api/read';
import { myVisibility } from '../../client/fn/own/my-visibility';
import { Freshness } from '../../look/freshness';
import { AcknowledgeCard } from './acknowledge-card';
import { AnswerCard } from './answer-card';

/** What is read, who sees what and who could ever open it, generated from the policy that covers the person. */
@Component({
  imports: [AcknowledgeCard, AnswerCard, Freshness, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>What my company can see</h1>
        <p class="lead" i18n>
          Written from the policy that covers you today. If it changes, nothing more is read before you have
          read this again.
        </p>
      </div>
    </div>
    <hf-freshness
      [reading]="visibility"
      failed="What your company can see could not be read."
      i18n-failed
      [lines]="8"
    />
    @if (visibility.value(); as known) {
      <hf-acknowledge [known]="known" (changed)="visibility.reload()" />
      <div class="columns">
        @for (column of known.columns; track column.column) {
          <section class="card" [attr.data-column]="column.column">
            <h2>{{ column.title }}</h2>
            <ul class="claims">
              @for (claim of column.claims; track claim.code) {
                <li>{{ claim.text }}</li>
              }
            </ul>
          </section>
        }
      </div>
      <section class="card spaced">
        <h2 i18n>Notice of your company</h2>
        <p class="prose">{{ known.notice }}</p>
      </section>
      <hf-answer />
      <p>
        <a routerLink="/access" i18n>Who looked at you, and when</a>
      </p>
    }
  `,
  styles: `
    .columns {
      display: grid;
      gap: 16px;
      grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
      margin-block-end: 16px;
    }

    .columns .card {
      margin: 0;
    }

    .claims {
      display: grid;
      gap: 8px;
      padding-inline-start: 18px;
    }

    .prose {
      white-space: pre-line;
      max-inline-size: 75ch;
    }
  `,
})
export class VisibilityPage {
  readonly visibility = read(myVisibility, () => ({}));
}
