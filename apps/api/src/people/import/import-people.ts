import type { ImportReport } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/tenant.js';
import { FactsChanged } from '../../facts/index.js';
import type { SessionCaller } from '../../http/caller.js';
import { checkRow, type ImportedPerson } from './check-row.js';
import * as rows from './import-rows.js';
import { readCsv } from './read-csv.js';

type Refused = ImportReport['refusedRows'][number];
interface Plan {
  readonly added: ImportedPerson[];
  readonly changed: ImportedPerson[];
  readonly refused: Refused[];
  unchanged: number;
}

/** In one statement. */
const BATCH = 5000;
const SHOWN = 100;
const REFUSED_SHOWN = 1000;

const batches = function* <T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH);
};

/**
 * Adds and changes employees by a CSV file. It removes nobody and gives nobody a role, and leaves who is managed by the
 * directory to the directory. Rows that make no sense are told and left out; all others are taken in one transaction.
 */
@Injectable()
export class ImportPeople {
  constructor(
    private readonly tenant: Tenant,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  async run(caller: SessionCaller, file: Uint8Array, dryRun: boolean): Promise<ImportReport> {
    const { rows: read, ignoredColumns } = await readCsv(file);
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const plan = await this.plan(db, companyId, read.map(checkRow));
      if (!dryRun && plan.added.length + plan.changed.length > 0) await this.carryOut(db, caller, plan);
      const { added, changed, refused, unchanged } = plan;
      return {
        dryRun,
        added: added.length,
        changed: changed.length,
        unchanged,
        refused: refused.length,
        addedRows: added.slice(0, SHOWN),
        changedRows: changed.slice(0, SHOWN),
        refusedRows: refused.sort((a, b) => a.line - b.line).slice(0, REFUSED_SHOWN),
        ignoredColumns: ignoredColumns.map((name) => name.slice(0, 100)).slice(0, 50),
      };
    });
  }

  private async plan(
    db: EntityManager,
    companyId: string,
    checked: readonly ReturnType<typeof checkRow>[],
  ): Promise<Plan> {
    const plan: Plan = { added: [], changed: [], refused: [], unchanged: 0 };
    const people = new Map<string, ImportedPerson>();
    for (const row of checked) {
      if ('reason' in row) plan.refused.push(row);
      else if (people.has(row.email)) plan.refused.push({ line: row.line, reason: 'twice-in-file' });
      else people.set(row.email, row);
    }
    for (const emails of batches([...people.keys()])) {
      const known = await rows.knownByEmail(db, companyId, emails);
      const byEmail = new Map(known.map((one) => [one.email, one]));
      for (const email of emails) decide(plan, people.get(email)!, byEmail.get(email));
    }
    return plan;
  }

  private async carryOut(db: EntityManager, caller: SessionCaller, { added, changed }: Plan): Promise<void> {
    const { companyId } = caller;
    for (const people of batches(changed)) await rows.updatePeople(db, companyId, people);
    for (const people of batches(added)) {
      const ids = await rows.insertPeople(db, companyId, people);
      await this.facts.peopleJoined(db, companyId, ids);
    }
    const details = { added: added.length, changed: changed.length };
    await this.audit.append(db, companyId, { action: 'people.imported', by: doerOf(caller), details });
  }
}

const decide = (plan: Plan, wanted: ImportedPerson, known: rows.KnownPerson | undefined): void => {
  const { line, name, department } = wanted;
  if (!known) plan.added.push(wanted);
  // An empty department says nothing: a file without the column takes nobody's away.
  else if (name === known.name && (department === null || department === known.department))
    plan.unchanged += 1;
  else if (known.managed) plan.refused.push({ line, reason: 'managed-by-directory' });
  else plan.changed.push({ ...wanted, department: department ?? known.department });
};
