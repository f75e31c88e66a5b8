import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { read } from '../../api/read';
import { getPolicyDocument } from '../../client/fn/policies/get-policy-document';
import { CopyButton } from '../../look/copy-button';
import { Freshness } from '../../look/freshness';
import { Session } from '../../session/session';
import { PolicyPagesNav } from '../policy-pages-nav';
import { DocumentEntry } from './document-entry';
import { DocumentOutcome } from './document-outcome';

/** All policies and assignments as one document: out of the company, and into it once its changes have been seen. */
@Component({
  imports: [CopyButton, DocumentEntry, DocumentOutcome, Freshness, PolicyPagesNav],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-policy-pages />
    <div class="top">
      <div>
        <h1 i18n>Policies as a document</h1>
        <p class="lead" i18n>
          All policies and whom each is assigned to, to keep under version control; only what differs from the
          defaults
        </p>
      </div>
    </div>
    <section class="card">
      <h2 i18n>As it is now</h2>
      <hf-freshness [reading]="reading" failed="The document could not be read." i18n-failed />
      @if (reading.value(); as known) {
        <div class="do-row">
          <hf-copy [text]="known.yaml" />
          <a class="link" [href]="file()" download="policies.yaml" i18n>Download</a>
          <button type="button" class="plain link" (click)="entry.begin(known.yaml)" i18n>
            Edit it below
          </button>
        </div>
        <!-- prettier-ignore -->
        <pre class="command" tabindex="0" aria-label="The document" i18n-aria-label><code>{{ known.yaml }}</code></pre>
      }
      <p class="next" i18n>
        From a shell: <code>holdfast-admin policy export</code>, <code>diff</code> and <code>apply</code>,
        with an API token.
      </p>
    </section>
    <hf-document-entry #entry class="spaced" (asked)="asked.set($event)" />
    @if (asked(); as document) {
      <hf-document-outcome
        class="spaced"
        [document]="document"
        [mayApply]="mayApply()"
        (applied)="reading.reload()"
      />
    }
  `,
  styles: `
    .do-row {
      margin-block-start: 12px;
    }
    pre {
      max-block-size: 420px;
      overflow: auto;
    }
    .plain {
      border: 0;
      background: none;
      padding: 0;
      font: inherit;
      font-weight: 600;
      cursor: pointer;
    }
  `,
})
export class DocumentPage {
  readonly #session = inject(Session);
  readonly reading = read(getPolicyDocument, () => ({}));
  readonly asked = signal<string | undefined>(undefined);
  readonly mayApply = computed(() => this.#session.may('policies.publish'));
  readonly file = computed(
    () => `data:text/yaml;charset=utf-8,${encodeURIComponent(this.reading.value()?.yaml ?? '')}`,
  );
}
