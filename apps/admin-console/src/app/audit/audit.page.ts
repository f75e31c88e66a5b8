import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { AuditItem } from '@holdfast/contracts';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { exportAudit } from '../client/fn/audit/export-audit';
import { listAudit } from '../client/fn/audit/list-audit';
import { Day } from '../look/day';
import { Icon } from '../look/icon';
import { type Column, List } from '../look/list';
import { Moment } from '../look/moment';
import { RowTemplate } from '../look/row.directive';
import { Session } from '../session/session';
import { actionText, actorText, isAuditAction, personText } from '../text/audit-texts';
import { ROLE_TEXTS } from '../text/role-texts';
import { AuditFilters } from './audit-filters';
import { ProofCard } from './proof-card';

/** A hash is recognised by its beginning; the whole of it is in the export. */
const shortened = (text: string): string => text.replaceAll(/\b([0-9a-f]{12})[0-9a-f]{20,}\b/g, '$1…');

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What happened, newest first, and how to prove that nothing of it was changed. */
@Component({
  imports: [AuditFilters, Day, Icon, List, MatButton, Moment, ProofCard, RouterLink, RowTemplate],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './audit.page.html',
  styles: `
    .before {
      margin-inline-end: 8px;
    }
  `,
})
export class AuditPage {
  readonly #session = inject(Session);
  readonly action = input<string>();
  readonly person = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly cursor = input<string>();

  readonly filter = computed(() => {
    const [action, from, to] = [this.action(), this.from(), this.to()];
    return {
      action: isAuditAction(action) ? action : undefined,
      person: this.person(),
      from: DAY.test(from ?? '') ? from : undefined,
      to: DAY.test(to ?? '') ? to : undefined,
    };
  });
  readonly filtered = computed(() => Object.values(this.filter()).some((one) => one !== undefined));
  readonly events = read(listAudit, () => ({ ...this.filter(), cursor: this.cursor() }));
  readonly mayExport = computed(() => this.#session.may('audit.export'));
  readonly exportPath = exportAudit.PATH;
  readonly actionText = actionText;
  readonly actorText = actorText;
  readonly personText = personText;
  readonly columns: readonly Column[] = [
    { title: $localize`What` },
    { title: $localize`Who` },
    { title: $localize`Whom` },
    { title: $localize`When` },
    { title: $localize`No.`, class: 'wide end' },
  ];

  constructor() {
    refresh([this.events], () => 15_000);
  }

  roleText({ role }: AuditItem['actor']): string {
    return role !== null && role in ROLE_TEXTS ? ROLE_TEXTS[role as keyof typeof ROLE_TEXTS] : (role ?? '');
  }

  detailText({ details }: AuditItem): string {
    return Object.entries(details)
      .map(
        ([name, value]) => `${name}: ${shortened(Array.isArray(value) ? value.join(', ') : String(value))}`,
      )
      .join(' · ');
  }
}
