import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { explainPolicy } from '../client/fn/policies/explain-policy';
import { Freshness } from '../look/freshness';

/** Which policy covers a person, why that one, and why none of the others. */
@Component({
  selector: 'hf-covered-by',
  imports: [Freshness, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>Policy</h2>
      <hf-freshness [reading]="policy" failed="The policy could not be read." i18n-failed [lines]="2" />
      @if (policy.value(); as known) {
        <p>
          <ng-container i18n
            >Covered by
            <a class="link" [routerLink]="['/policies', known.policyId]"
              >“{{ known.name }}” v{{ known.version }}</a
            ></ng-container
          >: {{ known.because }}
        </p>
        @if (known.lost.length > 0) {
          <details>
            <summary i18n>Why not by another one</summary>
            <dl class="facts">
              @for (other of known.lost; track $index) {
                <dt>
                  <a [routerLink]="['/policies', other.policyId]">“{{ other.policyName }}”</a>
                  @if (other.group; as group) {
                    · {{ group.name }}
                  }
                </dt>
                <dd>{{ other.sentence }}</dd>
              }
            </dl>
          </details>
        }
      }
    </section>
  `,
})
export class CoveredBy {
  readonly person = input.required<string>();
  readonly policy = read(explainPolicy, () => ({ id: this.person() }), this.person);
}
