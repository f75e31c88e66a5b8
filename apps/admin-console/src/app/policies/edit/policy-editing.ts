import { computed, effect, inject, Injectable, InjectionToken, linkedSignal, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import type { PolicyV1 } from '@holdfast/contracts';
import type { FieldIssue } from '../../api/problem';
import { read } from '../../api/read';
import { checkPolicy } from '../../client/fn/policies/check-policy';
import type { PolicyFinding } from '../../client/models/policy-finding';
import { ALL_CATEGORIES } from '../../text/categories';
import { fieldRules } from '../fields/field-rules';
import { withAt } from '../fields/tree-at';
import { policyDifference } from '../policy-difference';
import { KeptDrafts } from './kept-drafts';
import { mergePolicies } from './merge-policies';

/** What a draft is begun on: a version in force, or, without `policyId`, a policy that is not there yet. */
export interface Basis {
  readonly policyId?: string;
  /** Of one that is not there yet: the preset, or the policy that is copied. */
  readonly from?: string;
  readonly version: number;
  readonly policy: PolicyV1;
  /** Where the draft begins, when not with `policy` itself. */
  readonly start?: PolicyV1;
}

/** By what a draft is found again. */
const nameOf = ({ policyId, from }: Basis): string => policyId ?? `new.${from ?? ''}`;

/** How long nothing is typed before the draft is checked, in milliseconds. */
export const CHECK_AFTER = new InjectionToken<number>('CHECK_AFTER', { factory: () => 400 });

/** As it is sent: without blanks at the ends; categories keep the closed list's order. */
const sendable = ({ name, scope, privacy, ...rest }: PolicyV1): PolicyV1 => ({
  ...rest,
  name: name.trim(),
  scope: {
    ...scope,
    categories: ALL_CATEGORIES.filter((category) => scope.categories.includes(category)),
  },
  privacy: {
    ...privacy,
    purpose: privacy.purpose.trim(),
    worksCouncilAgreement: privacy.worksCouncilAgreement.trim(),
  },
});

/** One draft of a policy: what is typed, what it was begun on, what a check finds. Provided by the editor, used by its parts. */
@Injectable()
export class PolicyEditing {
  readonly #kept = inject(KeptDrafts);
  readonly #checkAfter = inject(CHECK_AFTER);
  #given: Basis | undefined;
  readonly #basis = signal<Basis | undefined>(undefined);
  readonly #isOver = signal(false);
  /** Whether the draft was found again that somebody left. */
  readonly wasKept = signal(false);
  readonly #draft = linkedSignal<PolicyV1>(() => this.basis().start ?? this.basis().policy);
  readonly draft = this.#draft.asReadonly();
  readonly form = form(this.#draft, fieldRules);

  readonly basis = computed<Basis>(() => {
    const basis = this.#basis();
    if (basis === undefined) throw new Error('nothing is edited yet');
    return basis;
  });
  readonly sendable = computed(() => sendable(this.#draft()));
  /** Against what it was begun on, in the same order of categories. */
  readonly changes = computed(() => policyDifference(sendable(this.basis().policy), this.sendable()));

  readonly #asked = signal<PolicyV1 | undefined>(undefined);
  readonly check = read(checkPolicy, () => {
    const policy = this.#asked();
    const { policyId } = this.#basis() ?? {};
    return policy && { body: { policy, ...(policyId === undefined ? {} : { policyId }) } };
  });
  /** What the api refused when it was published, which a check may not have seen coming. */
  readonly refusals = signal<readonly FieldIssue[]>([]);
  readonly findings = computed<readonly PolicyFinding[]>(() => {
    // What is said of a whole section is answered in its first field.
    const found = (this.check.value()?.findings ?? []).map((one) =>
      one.path === 'privacy' ? { ...one, path: 'privacy.purpose' } : one,
    );
    const told = this.refusals()
      .map(({ path, message }) => ({ path: path.replace(/^policy\./, ''), message }))
      .filter(({ path }) => !found.some((one) => one.path === path && one.level === 'refused'))
      .map(({ path, message }) => ({
        ...{ code: 'refused', level: 'refused' as const, nextStep: '' },
        ...{ path, sentence: message },
      }));
    return [...found, ...told];
  });
  /** Whether the newest check is one of what stands here now. */
  readonly isChecked = computed(
    () => this.#asked() === this.sendable() && !this.check.loading() && this.check.fault() === undefined,
  );
  readonly isRefused = computed(
    () => this.isChecked() && this.findings().some(({ level }) => level === 'refused'),
  );

  constructor() {
    effect((onCleanup) => {
      if (this.#basis() === undefined || !this.form().valid()) return;
      const policy = this.sendable();
      if (this.#asked() === undefined) {
        this.#asked.set(policy);
        return;
      }
      const timer = setTimeout(() => {
        this.refusals.set([]);
        this.#asked.set(policy);
      }, this.#checkAfter);
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
    effect(() => {
      const basis = this.#basis();
      if (basis === undefined || this.#isOver()) return;
      const draft = this.#draft();
      const untouched = this.#given?.start ?? basis.policy;
      if (JSON.stringify(draft) === JSON.stringify(untouched)) this.#kept.forget(nameOf(basis));
      else this.#kept.keep(nameOf(basis), { version: basis.version, base: basis.policy, draft });
    });
  }

  /** Begins on a version, or goes on with the draft that was left in this tab; on the same once more, changes nothing. */
  begin(basis: Basis): void {
    if (this.#given === basis) return;
    this.#given = basis;
    this.#isOver.set(false);
    this.#asked.set(undefined);
    const kept = this.#kept.find(nameOf(basis), basis.policy);
    this.wasKept.set(kept !== undefined);
    this.#basis.set(
      kept === undefined ? basis : { ...basis, version: kept.version, policy: kept.base, start: kept.draft },
    );
  }

  put(path: string, value: unknown): void {
    this.#draft.set(withAt(this.#draft(), path, value));
  }

  /** What is typed here stays, on top of a newer version: what it changed and nobody touched here is taken up. */
  moveTo({ version, policy }: { version: number; policy: PolicyV1 }): void {
    const { policy: before, ...basis } = this.basis();
    const start = mergePolicies(before, this.#draft(), policy);
    this.#basis.set({ ...basis, version, policy, start });
  }

  /** Throws away what is typed here. */
  startAgain(basis: Basis): void {
    this.wasKept.set(false);
    this.#given = basis;
    this.#basis.set({ ...basis });
  }

  /** The draft is published or given up: it is not found again. */
  forget(): void {
    this.#isOver.set(true);
    this.#kept.forget(nameOf(this.basis()));
  }
}
