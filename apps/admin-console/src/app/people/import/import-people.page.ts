import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ImportReport } from '@holdfast/contracts';
import { Changes } from '../../api/change';
import { importPeople } from '../../client/fn/people/import-people';
import { FaultCard } from '../../look/fault-card';
import { formatCount, people, plural } from '../../text/counts';
import { IMPORT_REFUSAL_TEXTS } from '../../text/import-refusal-texts';
import { ImportedRows } from './imported-rows';

const TEMPLATE = 'name,email,department\r\nMira Haddad,mira.haddad@example.com,Sales\r\n';

/** People by a CSV file: chosen, tried, shown row by row, and only then taken. */
@Component({
  imports: [FaultCard, ImportedRows, MatButton, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './import-people.page.html',
  styles: `
    .do-row {
      margin-block: 12px;
    }
  `,
})
export class ImportPeoplePage {
  readonly importing = inject(Changes).of(importPeople);
  readonly file = signal<{ readonly name: string; readonly text: string } | undefined>(undefined);
  readonly unreadable = signal(false);
  readonly report = signal<ImportReport | undefined>(undefined);
  readonly changes = computed(() => (this.report()?.added ?? 0) + (this.report()?.changed ?? 0));
  readonly template = `data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATE)}`;
  readonly refusals = IMPORT_REFUSAL_TEXTS;
  readonly people = people;
  readonly formatCount = formatCount;
  readonly take = computed(() =>
    plural(this.changes(), {
      one: $localize`Import 1 person`,
      other: $localize`Import ${formatCount(this.changes())}:count: people`,
    }),
  );

  async choose(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const chosen = input.files?.[0];
    if (chosen === undefined) return;
    this.report.set(undefined);
    this.file.set(undefined);
    this.unreadable.set(false);
    try {
      // A file in another encoding would arrive with its names garbled.
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await chosen.arrayBuffer());
      this.file.set({ name: chosen.name, text });
    } catch {
      this.unreadable.set(true);
      return;
    } finally {
      // The same file, mended, can be chosen again.
      input.value = '';
    }
    await this.run(true);
  }

  async run(dryRun: boolean): Promise<void> {
    const body = this.file()?.text;
    if (body === undefined) return;
    const report = await this.importing.run({ dryRun: dryRun ? 'true' : 'false', body });
    if (report !== undefined) this.report.set(report);
  }
}
