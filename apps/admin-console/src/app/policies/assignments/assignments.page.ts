import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../../api/change';
import { read } from '../../api/read';
import { listPolicies } from '../../client/fn/policies/list-policies';
import { listPolicyAssignments } from '../../client/fn/policies/list-policy-assignments';
import { setPolicyAssignments } from '../../client/fn/policies/set-policy-assignments';
import type { PolicyAssignments } from '../../client/models/policy-assignments';
import { FaultCard } from '../../look/fault-card';
import { Freshness } from '../../look/freshness';
import { Say } from '../../look/say';
import { Session } from '../../session/session';
import { PolicyPagesNav } from '../policy-pages-nav';
import { AssignmentLines } from './assignment-lines';
import { ChangedMeanwhile } from './changed-meanwhile';
import { DryRunNote } from './dry-run-note';
import { GroupPicker } from './group-picker';
import { added, keyOf, type Line, linesOf, moved, sameLines } from './line-order';

/** Whom policies are assigned to: one list in the order in which it is decided, tried before it is saved. */
@Component({
  imports: [
    AssignmentLines,
    ChangedMeanwhile,
    DryRunNote,
    FaultCard,
    Freshness,
    GroupPicker,
    MatButton,
    PolicyPagesNav,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './assignments.page.html',
})
export class AssignmentsPage {
  readonly #say = inject(Say);
  readonly #session = inject(Session);
  readonly reading = read(listPolicyAssignments, () => ({}));
  readonly policies = read(listPolicies, () => ({ limit: 200 }));
  readonly saving = inject(Changes).of(setPolicyAssignments);
  readonly mayChange = computed(() => this.#session.may('policies.publish'));

  /** What was read when the change began: it is saved on top of that, whatever is read meanwhile. */
  readonly base = linkedSignal<PolicyAssignments | undefined, PolicyAssignments | undefined>({
    source: this.reading.value,
    computation: (now, before) => before?.value ?? now,
  });
  readonly lines = linkedSignal<Line[]>(() => linesOf(this.base()?.items ?? []));
  readonly isChanged = computed(() => !sameLines(this.lines(), linesOf(this.base()?.items ?? [])));
  readonly #wanted = computed(() =>
    this.lines().map(({ policyId, group, priority }) => ({ policyId, groupId: group?.id ?? null, priority })),
  );
  readonly dryRun = read(setPolicyAssignments, () => {
    const base = this.base();
    if (base === undefined || !this.isChanged()) return undefined;
    return { body: { basedOn: base.revision, assignments: this.#wanted(), dryRun: true } };
  });
  /** What would be; undefined while it is counted, and where it could not be. */
  readonly wouldBe = computed(() => {
    if (!this.isChanged()) return this.base()?.items;
    return this.dryRun.loading() || this.dryRun.fault() ? undefined : this.dryRun.value()?.items;
  });
  readonly newer = computed(() => {
    const [now, base] = [this.reading.value(), this.base()];
    return now !== undefined && base !== undefined && now.revision > base.revision ? now : undefined;
  });
  readonly isConflict = computed(
    () => (this.saving.fault() ?? this.dryRun.fault())?.code === 'version-conflict',
  );
  readonly told = signal('');

  move(key: string, by: -1 | 1): void {
    this.lines.set(moved(this.lines(), key, by));
    const at = this.lines().findIndex((line) => keyOf(line) === key);
    const name = this.lines()[at]?.group?.name ?? '';
    this.told.set(
      $localize`${name}:name: is number ${at + 1}:number: of ${this.lines().length}:count: that decide.`,
    );
  }

  assign(key: string, policyId: string): void {
    this.lines.set(this.lines().map((line) => (keyOf(line) === key ? { ...line, policyId } : line)));
  }

  remove(key: string): void {
    this.lines.set(this.lines().filter((line) => keyOf(line) !== key));
  }

  add(group: { id: string; name: string }): void {
    const floor = this.lines().at(-1);
    if (floor !== undefined) this.lines.set(added(this.lines(), { policyId: floor.policyId, group }));
  }

  /** What is there now is taken up as what mine is saved on top of; or mine is thrown away. */
  goOn(keepMine: boolean): void {
    const [lines, now] = [this.lines(), this.reading.value()];
    if (now === undefined) return;
    this.saving.clear();
    this.base.set(now);
    if (keepMine) this.lines.set(lines);
  }

  discard(): void {
    this.saving.clear();
    this.lines.set(linesOf(this.base()?.items ?? []));
  }

  async save(): Promise<void> {
    const base = this.base();
    if (base === undefined) return;
    const saved = await this.saving.run({
      body: { basedOn: base.revision, assignments: this.#wanted(), dryRun: false },
    });
    if (saved !== undefined) {
      this.base.set(saved);
      this.#say.done($localize`The assignments are as they stand here.`);
    }
    if (saved !== undefined || this.isConflict()) this.reading.reload();
  }
}
