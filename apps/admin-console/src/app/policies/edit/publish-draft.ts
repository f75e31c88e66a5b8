import { computed, effect, inject, Injectable } from '@angular/core';
import { submit } from '@angular/forms/signals';
import { Changes } from '../../api/change';
import { createPolicy } from '../../client/fn/policies/create-policy';
import { publishPolicy } from '../../client/fn/policies/publish-policy';
import type { PolicyDetail } from '../../client/models/policy-detail';
import { PolicyEditing } from './policy-editing';

/** Publishes the draft as the next version, or makes the policy; what the api refuses goes back to its fields. */
@Injectable()
export class PublishDraft {
  readonly #editing = inject(PolicyEditing);
  readonly #changes = inject(Changes);
  readonly #publish = this.#changes.of(publishPolicy);
  readonly #create = this.#changes.of(createPolicy);
  readonly running = computed(() => this.#publish.running() || this.#create.running());
  readonly fault = computed(() => this.#publish.fault() ?? this.#create.fault());
  readonly isConflict = computed(() => this.fault()?.code === 'version-conflict');
  /** Why it cannot be published as it stands here. */
  readonly blocked = computed(() => {
    if (!this.#editing.form().valid())
      return $localize`A field is not filled in as it can be sent: it says so.`;
    if (this.#editing.isRefused())
      return $localize`This policy can never be met, or contradicts itself: what is refused says what to do.`;
    return undefined;
  });

  constructor() {
    effect(() => {
      const fault = this.fault();
      this.#editing.refusals.set(fault?.code === 'policy-refused' ? fault.issues : []);
    });
  }

  async run(): Promise<PolicyDetail | undefined> {
    let done: PolicyDetail | undefined;
    if (this.blocked() !== undefined) return undefined;
    await submit(this.#editing.form, async () => {
      const { policyId, version } = this.#editing.basis();
      const policy = this.#editing.sendable();
      done =
        policyId === undefined
          ? await this.#create.run({ body: { policy } })
          : await this.#publish.run({ id: policyId, body: { basedOn: version, policy } });
      if (done !== undefined) this.#editing.forget();
    });
    return done;
  }

  clear(): void {
    this.#publish.clear();
    this.#create.clear();
  }
}
