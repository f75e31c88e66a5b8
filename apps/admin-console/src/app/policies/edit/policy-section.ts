import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { NOBODY_YET } from '../fields/nobody-yet';
import type { PolicyPath } from '../fields/policy-path';
import { type FieldSection, matters } from '../fields/sections';
import { at } from '../fields/tree-at';
import { PolicyEditing } from './policy-editing';
import { PolicyField } from './policy-field';

const isSet = (value: unknown): boolean =>
  value !== null &&
  value !== 'off' &&
  value !== true &&
  value !== 0 &&
  !(Array.isArray(value) && value.length === 0);

/** One part of the policy's sentence, with its fields. */
@Component({
  selector: 'hf-policy-section',
  imports: [PolicyField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ section().title }}</h2>
      @if (isIdle()) {
        <p class="quiet" i18n>Kept and checked; nothing acts on any of it in this version</p>
      }
      <div class="fields">
        @for (path of shown(); track path) {
          <hf-policy-field [class.whole]="isWide(path)" [path]="path" [idleToldAbove]="isIdle()" />
        }
      </div>
      @if (section().rare; as rare) {
        <details [open]="isOpen()">
          <summary>{{ rare.title }}</summary>
          <div class="fields">
            @for (path of rare.fields; track path) {
              <hf-policy-field [path]="path" />
            }
          </div>
        </details>
      }
    </section>
  `,
  styles: `
    .card {
      margin: 0;
    }
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(230px, 100%), 1fr));
      gap: 16px;
      margin-block-start: 16px;
      align-items: start;
    }
    .whole {
      grid-column: 1 / -1;
    }
    details {
      margin-block-start: 12px;
    }
  `,
})
export class PolicySection {
  readonly #editing = inject(PolicyEditing);
  readonly section = input.required<FieldSection>();
  readonly shown = computed(() => {
    const policy = this.#editing.draft();
    return this.section().fields.filter((path) => matters(path, policy));
  });
  /** Opens by itself where something is set, or found. */
  readonly isOpen = computed(() => {
    const policy = this.#editing.basis().start ?? this.#editing.basis().policy;
    const rare = this.section().rare?.fields ?? [];
    return (
      rare.some((path) => isSet(at(policy, path))) ||
      this.#editing.findings().some((finding) => rare.some((path) => finding.path.startsWith(path)))
    );
  });

  /** Said once where it is so of all fields. */
  readonly isIdle = computed(() => this.section().fields.every((path) => NOBODY_YET.includes(path)));

  isWide(path: PolicyPath): boolean {
    return WIDE.includes(path);
  }
}

const WIDE: readonly PolicyPath[] = [
  'name',
  'scope.categories',
  'scope.optionalCategories',
  'scope.usbDebugging',
  'scope.iosBackup',
  'scope.iosEncryptedBackup',
  'schedule.windows',
  'copies.locations',
  'privacy.companyKey',
  'privacy.employeeMayNarrow',
];
