import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listIncidents } from '../client/fn/coverage/list-incidents';
import { BesideGaps } from '../gaps/beside-gaps';
import { Day } from '../look/day';
import { type Column, List } from '../look/list';
import { RowTemplate } from '../look/row.directive';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { gaps } from '../text/counts';
import { HandOver } from './hand-over';
import { INCIDENT_MEANING, INCIDENT_SEVERITY_TEXTS } from './incident-texts';
import { NextStep } from './next-step';

const OPEN = ['yes', 'no'] as const;

/** Causes above single phones: what stands still, since when, whose it is, and where it is mended. */
@Component({
  imports: [BesideGaps, Day, HandOver, List, NextStep, RouterLink, RowTemplate, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './incidents.page.html',
})
export class IncidentsPage {
  /** `yes`: those that are open; `no`: past ones; else both, open ones first. */
  readonly open = input<string>();
  readonly cursor = input<string>();
  readonly known = computed(() => OPEN.find((one) => one === this.open()));
  readonly incidents = read(listIncidents, () => ({ open: this.known(), cursor: this.cursor() }));
  readonly mayHand = inject(Session).may('gaps.assign');
  readonly meaning = INCIDENT_MEANING;
  readonly severities = INCIDENT_SEVERITY_TEXTS;
  readonly gaps = gaps;
  readonly columns: readonly Column[] = [
    { title: $localize`Incident` },
    { title: $localize`Since` },
    { title: $localize`Owner` },
    { title: $localize`Gaps that it explains`, class: 'wide end' },
  ];

  constructor() {
    refresh([this.incidents], () => 8000);
  }
}
