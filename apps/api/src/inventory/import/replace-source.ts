import type { InventoryReport } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, doerOf } from '../../audit/index.js';
import { SecretKey } from '../../configuration/index.js';
import { Tenant } from '../../database/index.js';
import type { PersonOrToken } from '../../http/index.js';
import { DomainError } from '../../problems/index.js';
import { lockMatching } from '../matching/match-rows.js';
import { MatchPhones } from '../matching/match-phones.js';
import { type CheckedRow, checkRow } from './check-row.js';
import { deviceHashes } from './device-hash.js';
import * as rows from './import-rows.js';
import { type Listed, listedPhones } from './listed-phones.js';
import type { ReadFile } from './read-file.js';
import { type SourceChanges, sourceChanges } from './source-changes.js';

export interface ReplaceSourceCommand {
  readonly caller: PersonOrToken;
  readonly source: string;
  readonly file: ReadFile;
  readonly dryRun: boolean;
  readonly allowShrink: boolean;
}

const MOST_SOURCES = 20;
/** Fewer may vanish without a question. */
const FEW = 10;
const SHOWN = 100;
const REFUSED_SHOWN = 1000;

/** Ends a transaction that was only to show what it would do. */
class TriedOnly extends Error {
  constructor(readonly report: InventoryReport) {
    super('tried only');
  }
}

/**
 * Replaces what a source tells of: what is new comes in, what is gone is shown as vanished, and who of these people has
 * enrolled which phone is found anew. The same rows again change nothing. A dry run does all of it and takes it back, so what
 * it shows is what would be.
 * @throws DomainError `inventory-shrinks` when most of the source would vanish and nobody said that this is meant; `over-quota`
 */
@Injectable()
export class ReplaceSource {
  constructor(
    private readonly tenant: Tenant,
    private readonly matching: MatchPhones,
    private readonly audit: Audit,
    private readonly secretKey: SecretKey,
  ) {}

  async run(command: ReplaceSourceCommand): Promise<InventoryReport> {
    const { companyId } = command.caller;
    const checked = command.file.rows.map(checkRow);
    try {
      return await this.tenant.run(companyId, async (db) => {
        const report = await this.replace(db, command, checked);
        if (command.dryRun) throw new TriedOnly(report);
        return report;
      });
    } catch (error) {
      if (error instanceof TriedOnly) return error.report;
      throw error;
    }
  }

  private async replace(
    db: EntityManager,
    command: ReplaceSourceCommand,
    checked: readonly CheckedRow[],
  ): Promise<InventoryReport> {
    const { caller, source, dryRun, allowShrink } = command;
    const { companyId } = caller;
    await lockMatching(db, companyId, 'import');
    const addresses = checked.flatMap((row) => ('addresses' in row ? row.addresses : []));
    const people = await rows.peopleByAddress(db, companyId, [...new Set(addresses)]);
    const listed = listedPhones(checked, people, deviceHashes(this.secretKey, companyId, source));
    const known = await rows.noteImport(db, companyId, source, listed.unknownPeople);
    if (!known && (await rows.countSources(db, companyId)) > MOST_SOURCES) throw tooMany();
    const changes = sourceChanges(await rows.keptPhones(db, companyId, source), listed.phones);
    if (!dryRun && !allowShrink) requireNoShrinking(source, changes);
    await this.matching.around(db, companyId, changes.people, 'import', () =>
      rows.writeChanges(db, companyId, source, changes, (phones) =>
        this.matching.foresee(
          db,
          companyId,
          phones.map((phone) => ({ ...phone, person: phone.employeeId })),
        ),
      ),
    );
    const notEnrolled = await rows.countUnmatched(db, companyId, source);
    const report = reportOf(command, listed, changes, notEnrolled);
    if (!dryRun) {
      const { phones, added, changed, vanished } = report;
      await this.audit.append(db, companyId, {
        action: 'inventory.imported',
        by: doerOf(caller),
        object: { kind: 'inventory-source', id: source },
        details: { phones, added, changed, vanished },
      });
    }
    return report;
  }
}

const tooMany = (): DomainError =>
  new DomainError(
    'over-quota',
    `There are ${String(MOST_SOURCES)} sources already. Nothing was changed. Remove one that nobody refreshes.`,
  );

/** A file that was cut short looks as if most phones were gone, and their gaps with them. */
const requireNoShrinking = (source: string, { vanished, before }: SourceChanges): void => {
  if (vanished.length <= FEW || vanished.length * 2 <= before) return;
  throw new DomainError(
    'inventory-shrinks',
    `${String(vanished.length)} of the ${String(before)} phones of ${source} are not in it. Nothing was changed. ` +
      'If that is meant, send it again with allowShrink=true.',
  );
};

const reportOf = (
  { source, dryRun, file }: ReplaceSourceCommand,
  { phones, refused, notPhones, unknownPeople }: Listed,
  changes: SourceChanges,
  notEnrolled: number,
): InventoryReport => ({
  dryRun,
  source,
  phones: phones.size,
  added: changes.added.length,
  changed: changes.changed.length,
  unchanged: changes.unchanged,
  vanished: changes.vanished.length,
  notEnrolled,
  notPhones,
  unknownPeople,
  refused: refused.length - unknownPeople,
  shownRows: [...phones.values()]
    .slice(0, SHOWN)
    .map(({ line, name, platform, model, osVersion }) => ({ line, name, platform, model, osVersion })),
  refusedRows: refused.toSorted((a, b) => a.line - b.line).slice(0, REFUSED_SHOWN),
  ignoredColumns: file.ignoredColumns.map((name) => name.slice(0, 100)).slice(0, 60),
});
