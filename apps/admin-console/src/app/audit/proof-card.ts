import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { auditAnchors } from '../client/fn/audit/audit-anchors';
import { CopyButton } from '../look/copy-button';
import { Freshness } from '../look/freshness';
import { Moment } from '../look/moment';
import { Tag } from '../look/tag';

/** How somebody proves the log without trusting this server, and where the newest anchor lies. */
@Component({
  selector: 'hf-proof',
  imports: [CopyButton, Freshness, Moment, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Prove it</h2>
      <p i18n>
        Export the log, fetch the folder with the anchors from a location that this server cannot change, and
        run on a computer of your own:
      </p>
      <hf-freshness [reading]="anchors" failed="The anchors could not be read." i18n-failed [lines]="3" />
      @if (anchors.value(); as known) {
        <div class="command">
          <code>{{ command() }}</code>
          <hf-copy [text]="command()" />
        </div>
        <p class="quiet" i18n>
          Write the key's fingerprint down somewhere else, today: whoever rules this server could show another
          one tomorrow.
        </p>
        @if (known.newest; as newest) {
          <h3>
            <ng-container i18n>Newest anchor: event {{ newest.seq }},</ng-container>&ngsp;<hf-moment
              [at]="newest.anchoredAt"
            />
          </h3>
          <ul class="facts">
            @for (copy of newest.copies; track copy.location.id) {
              <li>
                <b>{{ copy.location.name }}</b> <code>{{ copy.file }}</code>
                @if (!copy.written) {
                  <hf-tag meaning="risk" text="not written, tried again every hour" i18n-text />
                } @else if (copy.locked) {
                  <hf-tag meaning="good" text="locked for a year" i18n-text />
                } @else {
                  <hf-tag
                    meaning="waiting"
                    text="not locked: whoever rules the location can delete it"
                    i18n-text
                  />
                }
              </li>
            }
          </ul>
        } @else {
          <p class="quiet" i18n>No anchor yet: the first one is written within the minute.</p>
        }
      }
    </section>
  `,
})
export class ProofCard {
  readonly anchors = read(auditAnchors, () => ({}));
  readonly command = computed(() => {
    const { company = '', fingerprint = '' } = this.anchors.value() ?? {};
    return `npx holdfast-admin audit verify audit.jsonl --anchors audit/${company} --public-key ${fingerprint}`;
  });

  constructor() {
    refresh([this.anchors], () => 60_000);
  }
}
