import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { read } from '../../api/read';
import { getPolicy } from '../../client/fn/policies/get-policy';
import type { PolicyDetail } from '../../client/models/policy-detail';
import { Day } from '../../look/day';
import { Freshness } from '../../look/freshness';
import { Say } from '../../look/say';
import { PolicyEditing, type Basis } from './policy-editing';
import { PolicyEditor } from './policy-editor';
import { PublishDraft } from './publish-draft';

/** Edits the policy in force and publishes a new version on top of it. */
@Component({
  imports: [Day, Freshness, PolicyEditor, RouterLink],
  providers: [PolicyEditing, PublishDraft],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-freshness [reading]="policy" failed="The policy could not be read." i18n-failed />
    @if (policy.value()?.retiredOn; as since) {
      <p class="next">
        <ng-container i18n>This policy was retired on</ng-container>&ngsp;<hf-day [on]="since" as="date" />.
        <ng-container i18n>It takes no new version.</ng-container>
        <a [routerLink]="['/policies', id()]" i18n>See what it said</a>
      </p>
    } @else if (basis(); as basis) {
      <div class="top">
        <div>
          <p class="crumb">
            <a routerLink="/policies" i18n>Policies</a> /
            <a [routerLink]="['/policies', id()]">{{ basis.policy.name }}</a>
          </p>
          <h1 i18n>Edit “{{ basis.policy.name }}”</h1>
          <p class="lead" i18n>On top of version {{ basis.version }}; nothing changes until you publish</p>
        </div>
      </div>
      <hf-policy-editor [basis]="basis" (done)="published($event)" (conflicted)="policy.reload()" />
    }
  `,
})
export class EditPolicyPage {
  readonly #router = inject(Router);
  readonly #say = inject(Say);
  readonly id = input.required<string>();
  readonly policy = read(getPolicy, () => ({ id: this.id() }), this.id);
  readonly basis = computed((): Basis | undefined => {
    const known = this.policy.value();
    return known && { policyId: known.id, version: known.version, policy: known.policy };
  });

  published({ id, version }: PolicyDetail): void {
    this.#say.done($localize`Version ${version}:version: is in force.`);
    void this.#router.navigate(['/policies', id]);
  }
}
