import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Directory } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { confirmRemovals } from '../client/fn/directory/confirm-removals';
import { listHeldRemovals } from '../client/fn/directory/list-held-removals';
import { refuseRemovals } from '../client/fn/directory/refuse-removals';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { type Column, List } from '../look/list';
import { RowTemplate } from '../look/row.directive';
import { Say } from '../look/say';
import { formatCount, people, plural } from '../text/counts';

/** Removals of the directory that are held: how many of how many, who, and the two answers. */
@Component({
  selector: 'hf-held',
  imports: [Day, FaultCard, List, MatButton, RouterLink, RowTemplate],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './held-card.html',
  styles: `
    .do-row {
      margin-block: 12px;
    }
    .notice .do-row {
      margin-block: 0;
    }
  `,
})
export class HeldCard {
  readonly #say = inject(Say);
  readonly #changes = inject(Changes);
  readonly held = input.required<NonNullable<Directory['held']>>();
  readonly cursor = input<string>();
  readonly mayChange = input.required<boolean>();
  readonly decided = output();
  readonly list = read(listHeldRemovals, () => ({ cursor: this.cursor(), limit: 20 }));
  readonly confirming = this.#changes.of(confirmRemovals);
  readonly refusing = this.#changes.of(refuseRemovals);
  readonly asked = signal(false);
  readonly left = signal<number | undefined>(undefined);
  readonly busy = computed(() => this.left() !== undefined);
  readonly people = people;
  readonly formatCount = formatCount;
  readonly columns: readonly Column[] = [
    { title: $localize`Person` },
    { title: $localize`What the directory said` },
    { title: $localize`When`, class: 'wide end' },
  ];
  readonly causes = {
    'directory-inactive': $localize`switched off there`,
    'directory-deleted': $localize`deleted there`,
  };
  readonly leave = computed(() =>
    plural(this.held().count, {
      one: $localize`Confirm: 1 person leaves`,
      other: $localize`Confirm: ${formatCount(this.held().count)}:count: people leave`,
    }),
  );

  async confirm(): Promise<void> {
    if (await this.#decide(this.confirming)) this.#say.done($localize`They have left.`);
  }

  async refuse(): Promise<void> {
    if (await this.#decide(this.refusing))
      this.#say.done($localize`They stay. The directory sees them as active again.`);
  }

  /** The server does what it can in a few seconds; asked again until nobody is left of those that this page counted. */
  async #decide(change: typeof this.confirming): Promise<boolean> {
    const { upTo, count } = this.held();
    let left: number | undefined = count;
    while (left !== undefined && left > 0) {
      this.left.set(left);
      const done: { left: number } | undefined = await change.run({ body: { upTo } });
      left = done?.left;
    }
    this.left.set(undefined);
    this.asked.set(false);
    if (left === 0) this.decided.emit();
    return left === 0;
  }
}
