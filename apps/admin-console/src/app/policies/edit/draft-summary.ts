import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject } from '@angular/core';
import { FaultCard } from '../../look/fault-card';
import { Skeleton } from '../../look/skeleton';
import { people, phones } from '../../text/counts';
import { fieldName } from '../fields/field-names';
import { FINDING_LEVELS } from './finding-levels';
import { PolicyEditing } from './policy-editing';

/** What the draft says as a paragraph, whom it covers, what it changes, and what a check found, each a way to its field. */
@Component({
  selector: 'hf-draft-summary',
  imports: [FaultCard, Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './draft-summary.html',
  styles: `
    .card + .card {
      margin-block-start: 20px;
    }
    li {
      padding-block: 3px;
    }
    .doubt b {
      color: var(--waiting-text);
    }
    button.link {
      border: 0;
      background: none;
      padding: 0;
      font: inherit;
      font-weight: 600;
      cursor: pointer;
      text-align: start;
    }
  `,
})
export class DraftSummary {
  readonly #document = inject(DOCUMENT);
  readonly editing = inject(PolicyEditing);
  readonly checked = this.editing.check.value;
  readonly isNew = computed(() => this.editing.basis().policyId === undefined);
  readonly findings = computed(() =>
    this.editing.findings().map((finding) => ({
      ...finding,
      name: fieldName(finding.path.replace(/\.\d+$/, '')),
    })),
  );
  readonly levels = FINDING_LEVELS;
  readonly people = people;
  readonly phones = phones;

  /** Scrolls to a finding's field and puts the cursor into it, also where it stands behind a line that opens. */
  goTo(path: string): void {
    const parts = path.split('.');
    for (let length = parts.length; length > 0; length -= 1) {
      const field = this.#document.getElementById(`field-${parts.slice(0, length).join('.')}`);
      if (field === null) continue;
      field.closest('details')?.setAttribute('open', '');
      field.scrollIntoView?.({ block: 'center' });
      field.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
      return;
    }
  }
}
