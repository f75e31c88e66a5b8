import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { CompanyNotice } from '@holdfast/contracts';
import { read } from '../api/read';
import { getNotice } from '../client/fn/notices/get-notice';
import { Day } from '../look/day';
import { Freshness } from '../look/freshness';
import { Session } from '../session/session';
import { EditNoticeCard } from './edit-notice-card';

/** What every employee is asked to read before anything is read of theirs. */
@Component({
  imports: [Day, EditNoticeCard, Freshness],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Privacy notice</h1>
        @if (notice.value(); as known) {
          <p class="lead" i18n>
            Version {{ known.version }}: {{ known.acknowledged }} of {{ known.employees }} people have read
            what is in force. No phone of the others is read.
          </p>
        }
      </div>
    </div>
    <hf-freshness [reading]="notice" failed="The notice could not be read." i18n-failed [lines]="8" />
    @if (notice.value(); as known) {
      <section class="card spaced">
        <h2 i18n>What employees read</h2>
        <p class="quiet" i18n>
          Your text, and then what the policy for everybody means: it is written anew when the policy changes,
          and a change that matters asks everybody again.
        </p>
        <div class="prose" tabindex="0" role="region" aria-label="The statement" i18n-aria-label>
          {{ known.statement }}
        </div>
      </section>
      @if (mayPublish()) {
        <hf-edit-notice [known]="known" (published)="notice.reload()" />
      }
      <section class="card spaced">
        <h2 i18n>Versions</h2>
        <ul class="facts">
          @for (one of known.versions; track one.version) {
            <li>
              <details>
                <summary>
                  <ng-container i18n>Version {{ one.version }},</ng-container>&ngsp;<hf-day
                    [on]="one.publishedOn"
                    as="date"
                  />
                  @if (one.publishedBy; as name) {
                    <span class="quiet" i18n>by {{ name }}</span>
                  }
                </summary>
                <div class="prose">{{ one.text }}</div>
              </details>
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    .prose {
      white-space: pre-line;
      max-inline-size: 80ch;
      max-block-size: 420px;
      overflow: auto;
    }
  `,
})
export class NoticePage {
  readonly #session = inject(Session);
  readonly notice = read<Record<string, never>, CompanyNotice>(getNotice, () => ({}));
  readonly mayPublish = computed(() => this.#session.may('notices.publish'));
}
