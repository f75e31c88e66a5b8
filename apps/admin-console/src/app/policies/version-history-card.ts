import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { PageOf, RowOf } from '../api/call';
import type { Reading } from '../api/read';
import type { listPolicyVersions } from '../client/fn/policies/list-policy-versions';
import { Freshness } from '../look/freshness';
import { Moment } from '../look/moment';
import { Tag } from '../look/tag';
import { policyDifference } from './policy-difference';

/** A policy's versions, each with what it changed from the one before it. */
@Component({
  selector: 'hf-version-history',
  imports: [Freshness, Moment, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>Versions</h2>
      <p class="quiet" i18n>Each is immutable; a new one never changes what was published before</p>
      <hf-freshness [reading]="reading()" failed="The versions could not be read." i18n-failed [lines]="3" />
      <ul class="line">
        @for (version of versions(); track version.version) {
          <li>
            <span class="quiet"><hf-moment [at]="version.publishedAt" /></span>
            <i class="dot" [class]="version.inForce ? 'fill-good' : 'fill-neutral'"></i>
            <div>
              <b i18n>Version {{ version.version }}</b
              >&ngsp;
              @if (version.publishedBy; as person) {
                <span class="quiet" i18n>by {{ person }}</span>
              }
              @for (change of version.changes; track change.field) {
                <div class="quiet" i18n>
                  {{ change.name }}: <del>{{ change.before }}</del> → <ins>{{ change.after }}</ins>
                </div>
              }
              @if (version.first) {
                <div class="quiet" i18n>First version</div>
              } @else if (version.changes?.length === 0) {
                <div class="quiet" i18n>Nothing changed</div>
              }
            </div>
            @if (version.inForce) {
              <hf-tag meaning="good" text="In force" i18n-text />
            }
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    ins {
      text-decoration: none;
      color: var(--text);
      font-weight: 600;
    }
  `,
})
export class VersionHistoryCard {
  readonly reading = input.required<Reading<PageOf<RowOf<typeof listPolicyVersions>>>>();
  readonly inForce = input.required<number>();
  readonly versions = computed(() => {
    const page = this.reading().value();
    return (page?.items ?? []).map((version, index, all) => {
      const before = all[index + 1];
      const changes = before && policyDifference(before.policy, version.policy);
      return {
        ...version,
        inForce: version.version === this.inForce(),
        // The last row of a page that goes on has a predecessor that is not here.
        first: before === undefined && page?.nextCursor === null,
        changes,
      };
    });
  });
}
