import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../../api/change';
import { read } from '../../api/read';
import { applyPolicyDocument } from '../../client/fn/policies/apply-policy-document';
import { diffPolicyDocument } from '../../client/fn/policies/diff-policy-document';
import { FaultCard } from '../../look/fault-card';
import { Say } from '../../look/say';
import { Skeleton } from '../../look/skeleton';
import { FINDING_LEVELS } from '../edit/finding-levels';
import { fieldName } from '../fields/field-names';
import { DocumentChanges } from './document-changes';
import { consequencesOf } from './document-consequences';

/** What a document would change, and, once that is confirmed, changing it. */
@Component({
  selector: 'hf-document-outcome',
  imports: [DocumentChanges, FaultCard, MatButton, Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './document-outcome.html',
})
export class DocumentOutcome {
  readonly #say = inject(Say);
  readonly document = input.required<string>();
  readonly mayApply = input.required<boolean>();
  readonly applied = output();
  readonly diff = read(diffPolicyDocument, () => ({ body: { document: this.document() } }), this.document);
  readonly applying = inject(Changes).of(applyPolicyDocument);
  readonly isDone = linkedSignal({ source: this.document, computation: () => false });
  readonly isAsked = linkedSignal({ source: this.document, computation: () => false });
  readonly isRefused = computed(
    () => this.diff.value()?.findings.some(({ level }) => level === 'refused') ?? false,
  );
  readonly isConflict = computed(() => this.applying.fault()?.code === 'version-conflict');
  readonly consequences = computed(() => consequencesOf(this.diff.value()?.changes ?? []));
  readonly levels = FINDING_LEVELS;
  readonly fieldName = fieldName;

  /** Compares with what is there now. */
  again(): void {
    this.applying.clear();
    this.isAsked.set(false);
    this.diff.reload();
  }

  async apply(): Promise<void> {
    const known = this.diff.value();
    if (known === undefined) return;
    const done = await this.applying.run({ body: { basedOn: known.revision, document: this.document() } });
    if (done === undefined) return;
    this.isDone.set(true);
    this.#say.done($localize`Policies and assignments are what the document says.`);
    this.applied.emit();
  }
}
