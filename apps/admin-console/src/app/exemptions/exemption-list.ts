import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ExemptionRow } from '@holdfast/contracts';
import { Day } from '../look/day';
import { Tag } from '../look/tag';
import { DecideExemption } from './decide-exemption';
import { EXEMPTION_STATE_MEANING, EXEMPTION_STATE_TEXTS, exemptText } from './exemption-texts';

/** Some exemptions, each with all that whoever decides has to know. */
@Component({
  selector: 'hf-exemption-list',
  imports: [Day, DecideExemption, RouterLink, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul class="lines">
      @for (one of exemptions(); track one.id) {
        <li>
          <span>
            <hf-tag [meaning]="meaning[one.state]" [text]="states[one.state]" />
            &ngsp;
            @if (named()) {
              <a class="link" [routerLink]="['/people', one.employee.id]">{{ one.employee.name }}</a> ·
            }
            @if (one.phone; as phone) {
              <a [routerLink]="['/phones', phone.id]">{{ phone.label }}</a> ·
            }
            {{ exemptText(one) }}
            <small>{{ one.reason }}</small>
            <small class="quiet">
              <ng-container i18n>Until</ng-container>&ngsp;<hf-day [on]="one.until" as="date" /> ·
              <ng-container i18n>{{ one.owner.name }} answers for it</ng-container> ·
              <ng-container i18n>asked for by {{ one.askedBy.name }} on</ng-container>&ngsp;<hf-day
                [on]="one.askedOn"
                as="date"
              />
              @if (one.approvedBy; as by) {
                · <ng-container i18n>approved by {{ by.name }}</ng-container>
              }
            </small>
          </span>
          <hf-decide-exemption [exemption]="one" (decided)="decided.emit()" />
        </li>
      }
    </ul>
  `,
})
export class ExemptionList {
  readonly exemptions = input.required<readonly ExemptionRow[]>();
  /** Whether each says whose it is: not on the person's own page. */
  readonly named = input(true);
  readonly decided = output();
  readonly states = EXEMPTION_STATE_TEXTS;
  readonly meaning = EXEMPTION_STATE_MEANING;
  readonly exemptText = exemptText;
}
