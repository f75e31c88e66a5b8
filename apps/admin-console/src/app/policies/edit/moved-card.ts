import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PolicyV1 } from '@holdfast/contracts';
import { policyDifference } from '../policy-difference';

interface Version {
  readonly version: number;
  readonly policy: PolicyV1;
}

/** Somebody published while this was typed: what they changed, where both did, and the two ways on. */
@Component({
  selector: 'hf-moved',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card moved" role="alert">
      <h2 i18n>
        Version {{ newer().version }} was published while you worked on version {{ from().version }}
      </h2>
      <p class="quiet" i18n>Yours was not published, and nothing that you typed is lost. They changed:</p>
      <ul>
        @for (change of theirs(); track change.field) {
          <li>
            <ng-container i18n
              >{{ change.name }}: <del>{{ change.before }}</del> → <b>{{ change.after }}</b></ng-container
            >
            @if (change.mine !== undefined) {
              <span class="wrong" i18n> — you have {{ change.mine }}</span>
            }
          </li>
        } @empty {
          <li i18n>Nothing that differs.</li>
        }
      </ul>
      <div class="do-row">
        <button matButton="filled" type="button" (click)="merged.emit()" i18n>
          Put mine on top of version {{ newer().version }}
        </button>
        <button matButton="text" type="button" (click)="again.emit()" i18n>
          Throw mine away and begin with version {{ newer().version }}
        </button>
      </div>
    </section>
  `,
  styles: `
    .moved {
      margin-block-end: 20px;
    }
    .do-row {
      margin-block-start: 12px;
    }
  `,
})
export class MovedCard {
  readonly from = input.required<Version>();
  readonly newer = input.required<Version>();
  readonly mine = input.required<PolicyV1>();
  readonly merged = output();
  readonly again = output();
  readonly theirs = computed(() => {
    const own = policyDifference(this.from().policy, this.mine());
    return policyDifference(this.from().policy, this.newer().policy).map((change) => ({
      ...change,
      mine: own.find(({ field, after }) => field === change.field && after !== change.after)?.after,
    }));
  });
}
