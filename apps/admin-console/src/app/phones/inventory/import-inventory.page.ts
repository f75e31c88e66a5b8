import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import type { InventoryReport } from '@holdfast/contracts';
import { Changes } from '../../api/change';
import { replaceInventory } from '../../client/fn/inventory/replace-inventory';
import { FaultCard } from '../../look/fault-card';
import { formatCount } from '../../text/counts';
import { deviceText, INVENTORY_REFUSAL_TEXTS, phonesListed } from './inventory-texts';

const TEMPLATE = 'email,platform,model,os_version\r\nmira.haddad@example.com,ios,iPhone 15,18.1\r\n';

/** A list of phones by a CSV file: chosen, tried, shown row by row, and only then taken in place of the one before. */
@Component({
  imports: [FaultCard, MatButton, MatFormField, MatHint, MatInput, MatLabel, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './import-inventory.page.html',
})
export class ImportInventoryPage {
  readonly importing = inject(Changes).of(replaceInventory);
  readonly source = signal('csv');
  readonly file = signal<{ readonly name: string; readonly text: string } | undefined>(undefined);
  readonly unreadable = signal(false);
  readonly report = signal<InventoryReport | undefined>(undefined);
  readonly named = computed(() => /^[a-z0-9][a-z0-9-]{0,39}$/.test(this.source()));
  /** What the server asks about: so many vanish that the file may have been cut short. */
  readonly shrinks = computed(() => {
    const report = this.report();
    return (
      report !== undefined && report.vanished > 10 && report.vanished > report.changed + report.unchanged
    );
  });
  readonly template = `data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATE)}`;
  readonly refusals = INVENTORY_REFUSAL_TEXTS;
  readonly deviceText = deviceText;
  readonly phonesListed = phonesListed;
  readonly formatCount = formatCount;

  name(event: Event): void {
    this.source.set((event.target as HTMLInputElement).value.trim());
    this.report.set(undefined);
    this.file.set(undefined);
  }

  async choose(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const chosen = input.files?.[0];
    if (chosen === undefined) return;
    this.report.set(undefined);
    this.file.set(undefined);
    this.unreadable.set(false);
    try {
      // A file in another encoding would arrive with its addresses garbled.
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
    const allowShrink = !dryRun && this.shrinks() ? 'true' : 'false';
    const report = await this.importing.run({
      name: this.source(),
      dryRun: dryRun ? 'true' : 'false',
      allowShrink,
      body,
    });
    if (report !== undefined) this.report.set(report);
  }
}
