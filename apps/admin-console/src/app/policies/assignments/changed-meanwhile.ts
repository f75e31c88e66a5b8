import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PolicyAssignmentRow } from '../../client/models/policy-assignment-row';
import { keyOf } from './line-order';

const NONE = $localize`none`;

/** Somebody changed policies or assignments in between: what is there now, and the two ways on. */
@Component({
  selector: 'hf-changed-meanwhile',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="notice waiting" role="alert">
      <div>
        <b i18n
          >Somebody changed policies or assignments meanwhile. Yours were not saved, and stand here still.</b
        >
        @if (now()) {
          <ul>
            @for (one of changes(); track one) {
              <li>{{ one }}</li>
            } @empty {
              <li i18n>They changed no assignment, only what a policy says.</li>
            }
          </ul>
        }
        <div class="do-row">
          @if (now()) {
            <button matButton="outlined" type="button" (click)="goOn.emit(true)" i18n>
              Go on with mine in place of theirs
            </button>
            <button matButton="text" type="button" (click)="goOn.emit(false)" i18n>Take theirs</button>
          } @else {
            <button matButton="outlined" type="button" (click)="read.emit()" i18n>
              Read what is there now
            </button>
          }
        </div>
      </div>
    </div>
  `,
})
export class ChangedMeanwhile {
  readonly before = input.required<readonly PolicyAssignmentRow[]>();
  /** Undefined: not read yet. */
  readonly now = input.required<readonly PolicyAssignmentRow[] | undefined>();
  readonly read = output();
  readonly goOn = output<boolean>();
  readonly changes = computed(() => {
    const [before, now] = [this.before(), this.now() ?? []];
    const keys = [...new Set([...before, ...now].map(keyOf))];
    return keys.flatMap((key) => {
      const [was, is] = [before, now].map((lines) => lines.find((line) => keyOf(line) === key));
      if (was?.policyId === is?.policyId && was?.priority === is?.priority) return [];
      const who = (is ?? was)?.group?.name ?? $localize`Everybody`;
      const say = (line: PolicyAssignmentRow | undefined): string =>
        line === undefined ? NONE : `${line.policyName} (${String(line.priority)})`;
      return [$localize`${who}:who:: ${say(was)}:from: → ${say(is)}:to:`];
    });
  });
}
