import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  type OnInit,
  output,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { PolicyDetail } from '../../client/models/policy-detail';
import { FaultCard } from '../../look/fault-card';
import { SECTIONS } from '../fields/sections';
import { WhatIfCard } from '../what-if/what-if-card';
import { DraftSummary } from './draft-summary';
import { KeptNote } from './kept-note';
import { MovedCard } from './moved-card';
import { type Basis, PolicyEditing } from './policy-editing';
import { PolicySection } from './policy-section';
import { PublishDraft } from './publish-draft';

/** All of a policy, section by section; beside it what it says, what it changes, what it would do, and publishing it. */
@Component({
  selector: 'hf-policy-editor',
  imports: [DraftSummary, FaultCard, KeptNote, MatButton, MovedCard, PolicySection, RouterLink, WhatIfCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './policy-editor.html',
  styleUrl: './policy-editor.css',
})
export class PolicyEditor implements OnInit {
  readonly editing = inject(PolicyEditing);
  readonly publishing = inject(PublishDraft);
  readonly basis = input.required<Basis>();
  readonly done = output<PolicyDetail>();
  /** Somebody published in between: what is in force has to be read anew. */
  readonly conflicted = output();
  readonly sections = SECTIONS;

  readonly isNew = computed(() => this.basis().policyId === undefined);
  readonly back = computed(() => ['/policies', this.basis().policyId ?? 'new']);
  /** The version in force, where it is newer than what this draft was begun on. */
  readonly moved = computed(() => {
    const inForce = this.basis();
    return inForce.version > this.editing.basis().version ? inForce : undefined;
  });
  readonly blocked = computed(() => {
    if (this.moved())
      return $localize`Somebody published a newer version: decide above what becomes of yours.`;
    return (
      this.publishing.blocked() ??
      (!this.isNew() && this.editing.changes().length === 0
        ? $localize`Nothing differs from the version in force.`
        : undefined)
    );
  });
  readonly notDone = computed(() =>
    this.isNew() ? $localize`The policy was not made.` : $localize`The policy was not published.`,
  );

  constructor() {
    effect(() => {
      if (!this.publishing.isConflict()) return;
      untracked(() => {
        this.conflicted.emit();
      });
    });
  }

  ngOnInit(): void {
    this.editing.begin(this.basis());
  }

  moveTo(): void {
    this.publishing.clear();
    this.editing.moveTo(this.basis());
  }

  startAgain(): void {
    this.publishing.clear();
    this.editing.startAgain(this.basis());
  }

  /** Only by its button: Enter in a field publishes nothing. */
  async publish(): Promise<void> {
    if (this.blocked() !== undefined) return;
    const published = await this.publishing.run();
    if (published !== undefined) this.done.emit(published);
  }
}
