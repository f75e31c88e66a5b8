import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { NextStep } from '../incidents/next-step';
import { Day } from '../look/day';
import { Icon } from '../look/icon';
import { gaps } from '../text/counts';
import type { OverviewAnswer } from './headline-parts';

/** Open incidents, worst first: what stands still for many is read before anything about single phones. */
@Component({
  selector: 'hf-incidents',
  imports: [Day, Icon, NextStep, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (incident of incidents(); track incident.id) {
      <section class="notice" [class.lost]="incident.severity === 'lost'" [attr.aria-label]="incident.title">
        <hf-icon name="gaps" [size]="20" />
        <div>
          <b
            ><a routerLink="/incidents" [queryParams]="{ open: 'yes' }">{{ incident.title }}</a></b
          >
          <p>{{ incident.sentence }}</p>
          <p><hf-next-step [incident]="incident" /></p>
          <p class="quiet">
            <ng-container i18n>Since</ng-container>&ngsp;<hf-day [on]="incident.since" as="date" /> ·
            @if (incident.owner; as owner) {
              {{ owner.name }}
            } @else {
              <ng-container i18n>nobody’s yet</ng-container>
            }
            @if (incident.gaps > 0) {
              ·
              <a class="link" routerLink="/gaps" [queryParams]="{ incident: incident.id }">{{
                gaps(incident.gaps)
              }}</a>
            }
          </p>
        </div>
      </section>
    }
  `,
  styles: `
    .notice {
      margin: 0;
    }
    :host {
      display: grid;
      gap: 12px;
    }
  `,
})
export class IncidentsCard {
  readonly incidents = input.required<OverviewAnswer['incidents']>();
  readonly gaps = gaps;
}
