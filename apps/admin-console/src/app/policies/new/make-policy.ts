import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  type OnInit,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { PolicyDetail } from '../../client/models/policy-detail';
import { FaultCard } from '../../look/fault-card';
import { DraftSummary } from '../edit/draft-summary';
import { KeptNote } from '../edit/kept-note';
import { type Basis, PolicyEditing } from '../edit/policy-editing';
import { PolicyField } from '../edit/policy-field';
import { PublishDraft } from '../edit/publish-draft';
import { needsReason } from '../fields/needs-reason';
import type { PolicyPath } from '../fields/policy-path';
import { matters } from '../fields/sections';

const REASONS: readonly PolicyPath[] = [
  'privacy.purpose',
  'privacy.lawfulBasis',
  'privacy.worksCouncilAgreement',
];

/** The short way to a policy: its name, and the reasons that have to be on record for what it reads. */
@Component({
  selector: 'hf-make-policy',
  imports: [DraftSummary, FaultCard, KeptNote, MatButton, PolicyField, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-kept-note (thrown)="editing.startAgain(basis())" />
    <div class="cols">
      <section class="card">
        <h2 i18n>What it needs from you</h2>
        <form class="form" novalidate (submit)="make($event)">
          @for (path of asked(); track path) {
            <hf-policy-field [path]="path" />
          }
          @if (publishing.fault(); as fault) {
            <hf-fault [fault]="fault" what="The policy was not made." i18n-what [retryable]="false" />
          }
          @if (publishing.blocked(); as why) {
            <p class="wrong" role="status">{{ why }}</p>
          }
          <div class="do">
            <button
              matButton="filled"
              type="submit"
              [disabled]="publishing.running() || publishing.blocked() !== undefined"
              i18n
            >
              Make the policy
            </button>
            <a matButton="text" [routerLink]="[]" [queryParams]="{ all: 1 }" queryParamsHandling="merge" i18n
              >Look at all of it first</a
            >
          </div>
        </form>
      </section>
      <div class="stack"><hf-draft-summary /></div>
    </div>
  `,
})
export class MakePolicy implements OnInit {
  readonly editing = inject(PolicyEditing);
  readonly publishing = inject(PublishDraft);
  readonly basis = input.required<Basis>();
  readonly made = output<PolicyDetail>();
  readonly asked = computed((): readonly PolicyPath[] => {
    const policy = this.editing.draft();
    return needsReason(policy) ? ['name', ...REASONS.filter((path) => matters(path, policy))] : ['name'];
  });

  ngOnInit(): void {
    this.editing.begin(this.basis());
  }

  async make(event: Event): Promise<void> {
    event.preventDefault();
    const made = await this.publishing.run();
    if (made !== undefined) this.made.emit(made);
  }
}
