import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  inject,
  Injector,
  input,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import type { PolicyAssignmentRow } from '../../client/models/policy-assignment-row';
import { Day } from '../../look/day';
import { formatCount, people, phones } from '../../text/counts';
import { keyOf, type Line } from './line-order';

/** The lines in the order in which they decide; each can be moved by keys, and keeps the focus while it moves. */
@Component({
  selector: 'hf-assignment-lines',
  imports: [Day, MatButton, MatFormField, MatInput, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './assignment-lines.html',
  styles: `
    .order {
      min-inline-size: 2em;
    }
    mat-form-field {
      inline-size: min(260px, 100%);
    }
    @media (max-width: 600px) {
      thead {
        display: none;
      }
      tr {
        display: grid;
        padding-block: 8px;
        border-block-start: 1px solid var(--line);
      }
      tbody th,
      td {
        border: 0;
        padding: 2px 0;
      }
      .end {
        text-align: start;
      }
    }
  `,
})
export class AssignmentLines {
  readonly #document = inject(DOCUMENT);
  readonly #injector = inject(Injector);
  readonly lines = input.required<readonly Line[]>();
  readonly before = input.required<readonly PolicyAssignmentRow[]>();
  /** As they would be; undefined: not known yet. */
  readonly after = input.required<readonly PolicyAssignmentRow[] | undefined>();
  readonly counting = input(false);
  readonly policies = input.required<readonly { readonly id: string; readonly name: string }[]>();
  readonly mayChange = input.required<boolean>();
  readonly moved = output<{ key: string; by: -1 | 1 }>();
  readonly assigned = output<{ key: string; policyId: string }>();
  readonly removed = output<string>();
  readonly people = people;
  readonly phones = phones;

  readonly rows = computed(() => {
    const lines = this.lines();
    const find = (rows: readonly PolicyAssignmentRow[] | undefined, key: string) =>
      rows?.find((row) => keyOf(row) === key);
    return lines.map((line, at) => {
      const key = keyOf(line);
      const [before, after] = [find(this.before(), key), find(this.after(), key)];
      const name = line.group?.name ?? $localize`Everybody`;
      const same = before?.policyId === line.policyId;
      return {
        ...line,
        key,
        name,
        after,
        since: same ? before?.since : undefined,
        policyName:
          this.policies().find(({ id }) => id === line.policyId)?.name ??
          after?.policyName ??
          before?.policyName,
        isFloor: line.group === null,
        isFirst: at === 0,
        isLastGroup: (lines[at + 1]?.group ?? null) === null,
        change: difference(before?.people, after?.people),
        labels: {
          up: $localize`Move ${name}:name: up`,
          down: $localize`Move ${name}:name: down`,
          remove: $localize`Remove ${name}:name:`,
          policy: $localize`Policy of ${name}:name:`,
        },
      };
    });
  });

  /** A line that is moved in the page loses the focus: it is given back, to the other way where this one has ended. */
  move(key: string, by: -1 | 1): void {
    this.moved.emit({ key, by });
    const ways = by === -1 ? ['up', 'down'] : ['down', 'up'];
    afterNextRender(
      () => {
        const buttons = ways.map((way) => this.#document.getElementById(`${way}-${key}`));
        buttons.find((button) => button !== null && !button.hasAttribute('disabled'))?.focus();
      },
      { injector: this.#injector },
    );
  }
}

function difference(before: number | undefined, after: number | undefined): string | undefined {
  if (after === undefined || before === after) return undefined;
  if (before === undefined) return $localize`a new line`;
  return after > before
    ? $localize`${formatCount(after - before)}:count: more than now`
    : $localize`${formatCount(before - after)}:count: fewer than now`;
}
