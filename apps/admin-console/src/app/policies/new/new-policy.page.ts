import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { read } from '../../api/read';
import { getPolicy } from '../../client/fn/policies/get-policy';
import { listPolicies } from '../../client/fn/policies/list-policies';
import { listPolicyPresets } from '../../client/fn/policies/list-policy-presets';
import type { PolicyDetail } from '../../client/models/policy-detail';
import type { PolicyFinding } from '../../client/models/policy-finding';
import type { PolicyPresetRow } from '../../client/models/policy-preset-row';
import { Freshness } from '../../look/freshness';
import { Say } from '../../look/say';
import { type Basis, PolicyEditing } from '../edit/policy-editing';
import { PolicyEditor } from '../edit/policy-editor';
import { PublishDraft } from '../edit/publish-draft';
import { MakePolicy } from './make-policy';

/** Makes a policy from a preset or from a copy; which one, and whether all of it is shown, stand in the address. */
@Component({
  imports: [Freshness, MakePolicy, PolicyEditor, RouterLink],
  providers: [PolicyEditing, PublishDraft],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './new-policy.page.html',
  styles: `
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
      gap: 20px;
    }
    .filters {
      margin-block: 12px 0;
    }
    .cards .card {
      margin: 0;
      display: grid;
      gap: 8px;
      align-content: start;
    }
  `,
})
export class NewPolicyPage {
  readonly #router = inject(Router);
  readonly #say = inject(Say);
  readonly preset = input<string>();
  readonly from = input<string>();
  readonly all = input<string>();
  readonly presets = read(listPolicyPresets, () => ({}));
  readonly policies = read(listPolicies, () => (this.preset() || this.from() ? undefined : { limit: 200 }));
  readonly copied = read(
    getPolicy,
    () => {
      const id = this.from();
      return id === undefined ? undefined : { id };
    },
    () => this.from() ?? '',
  );
  readonly basis = computed((): Basis | undefined => {
    const copied = this.from() === undefined ? undefined : this.copied.value();
    if (copied !== undefined) {
      const name = $localize`Copy of ${copied.name}:name:`.slice(0, 120);
      return { from: copied.id, version: 0, policy: copied.policy, start: { ...copied.policy, name } };
    }
    const preset = this.presets.value()?.items.find(({ id }) => id === this.preset());
    return preset && { from: preset.id, version: 0, policy: preset.policy };
  });

  /** What has to be there first; the reasons are asked for when it is made. */
  needs({ findings }: PolicyPresetRow): PolicyFinding[] {
    return findings.filter(({ level }) => level === 'refused');
  }

  beginLabel(title: string): string {
    return $localize`Begin with it: ${title}:title:`;
  }

  made({ id, name }: PolicyDetail): void {
    this.#say.done($localize`“${name}:name:” is made. It covers nobody yet.`);
    void this.#router.navigate(['/policies', id]);
  }
}
