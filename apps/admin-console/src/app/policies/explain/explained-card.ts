import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PolicyExplained } from '../../client/models/policy-explained';
import { Tag } from '../../look/tag';

/** Which assignment covers a person, and why each other one does not. */
@Component({
  selector: 'hf-explained',
  imports: [RouterLink, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>
      <a [routerLink]="['/people', personId()]">
        @if (name(); as known) {
          {{ known }}
        } @else {
          <ng-container i18n>This person</ng-container>
        }
      </a>
    </h2>
    <ul class="lines">
      <li>
        <span>
          <b
            ><a [routerLink]="['/policies', explained().policyId]">{{ explained().name }}</a></b
          >
          <small class="quiet"
            ><ng-container i18n>Version {{ explained().version }}</ng-container
            >. {{ explained().because }}</small
          >
        </span>
        <hf-tag meaning="good" text="Covers" i18n-text />
      </li>
      @for (one of explained().lost; track one.priority) {
        <li>
          <span>
            <a [routerLink]="['/policies', one.policyId]">{{ one.policyName }}</a>
            <small class="quiet">{{ one.sentence }}</small>
          </span>
          <hf-tag meaning="neutral" [text]="reasons[one.because]" />
        </li>
      }
    </ul>
    @if (explained().lost.length === 0) {
      <p class="next" i18n>There is no other assignment.</p>
    }
    @if (mayAssign()) {
      <p class="next">
        <a class="link" routerLink="/policies/assignments" i18n>To the assignments</a>
      </p>
    }
  `,
})
export class ExplainedCard {
  readonly explained = input.required<PolicyExplained>();
  readonly personId = input.required<string>();
  /** Undefined: not among what was searched. */
  readonly name = input.required<string | undefined>();
  readonly mayAssign = input.required<boolean>();
  readonly reasons: Record<PolicyExplained['lost'][number]['because'], string> = {
    'not-in-group': $localize`Not in the group`,
    'lower-priority': $localize`Stands lower`,
    floor: $localize`Only where no group decides`,
  };
}
