import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { PolicyDocumentChange } from '../../client/models/policy-document-change';
import { people } from '../../text/counts';
import { fieldName } from '../fields/field-names';
import { fieldValue } from '../fields/field-values';

const KINDS: Record<PolicyDocumentChange['kind'], string> = {
  added: $localize`made`,
  changed: $localize`a new version`,
  retired: $localize`retired`,
  assigned: $localize`Whom policies cover`,
};

/** Of whom policies cover: a group stands as `groups.NAME`. */
const groupName = (path: string): string =>
  path === 'everybody' ? $localize`Everybody` : path.replace(/^groups\./, '');

/** Policy by policy and field by field what a document changes, and how many people that concerns. */
@Component({
  selector: 'hf-document-changes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul class="line">
      @for (change of shown(); track $index) {
        <li>
          <span class="quiet">{{ change.what }}</span>
          <i class="dot" [class]="change.kind === 'retired' ? 'fill-risk' : 'fill-neutral'"></i>
          <div>
            <b>{{ change.name }}</b>
            @for (field of change.fields; track field.path) {
              <div class="quiet" i18n>
                {{ field.name }}: <del>{{ field.from }}</del> → <ins>{{ field.to }}</ins>
              </div>
            }
          </div>
          <span class="quiet">{{ change.people }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ins {
      text-decoration: none;
      color: var(--text);
      font-weight: 600;
    }
  `,
})
export class DocumentChanges {
  readonly changes = input.required<readonly PolicyDocumentChange[]>();
  readonly shown = computed(() =>
    this.changes().map(({ kind, name, fields, people: { before, after } }) => ({
      kind,
      name,
      what: KINDS[kind],
      people:
        kind === 'assigned'
          ? $localize`another policy for ${people(after)}:people:`
          : before === after
            ? $localize`covers ${people(after)}:people:`
            : $localize`covers ${people(after)}:after:, now ${people(before)}:before:`,
      fields: fields.map(({ path, from, to }) => ({
        path,
        name: kind === 'assigned' ? groupName(path) : fieldName(path),
        from: fieldValue(path, from),
        to: fieldValue(path, to),
      })),
    })),
  );
}
