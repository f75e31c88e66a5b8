import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { PolicyAssignmentRow } from '../../client/models/policy-assignment-row';
import { formatCount, people } from '../../text/counts';
import { keyOf } from './line-order';

/** What saving would do, before it is saved: who is covered by another line, and which lines go. */
@Component({
  selector: 'hf-dry-run-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="notice" role="status">
      <div>
        @if (after() === undefined) {
          <b i18n>Counting whom this would cover…</b>
        } @else {
          <b i18n>Nothing is saved yet. What it would do:</b>
          <ul>
            @for (line of told(); track line) {
              <li>{{ line }}</li>
            } @empty {
              <li i18n>Nobody would be covered by another line.</li>
            }
          </ul>
        }
      </div>
    </div>
  `,
})
export class DryRunNote {
  readonly before = input.required<readonly PolicyAssignmentRow[]>();
  readonly after = input.required<readonly PolicyAssignmentRow[] | undefined>();
  readonly told = computed(() => {
    const [before, after] = [this.before(), this.after() ?? []];
    const nameOf = ({ group }: PolicyAssignmentRow): string => group?.name ?? $localize`Everybody`;
    const stays = after.flatMap((line) => {
      const was = before.find((one) => keyOf(one) === keyOf(line));
      const [now, then] = [was?.people ?? 0, line.people];
      const covers = $localize`${nameOf(line)}:who: covers ${people(then)}:people:`;
      const said =
        then > now
          ? [$localize`${covers}:covers:, ${formatCount(then - now)}:count: come`]
          : then < now
            ? [$localize`${covers}:covers:, ${formatCount(now - then)}:count: go`]
            : [];
      const other =
        was !== undefined && was.policyId !== line.policyId && then > 0
          ? [
              $localize`${nameOf(line)}:who:: ${was.policyName}:from: → ${line.policyName}:to: for ${people(then)}:people:`,
            ]
          : [];
      return [...other, ...said];
    });
    const goes = before
      .filter((line) => !after.some((one) => keyOf(one) === keyOf(line)))
      .map(
        (line) =>
          $localize`${nameOf(line)}:who: goes; its ${people(line.people)}:people: are covered by what is left`,
      );
    return [...stays, ...goes];
  });
}
