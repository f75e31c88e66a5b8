import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../../audit/index.js';
import { TenantJobs } from '../../database/index.js';
import { LeaverEntry } from '../../entry/index.js';
import { EraseDirectory } from '../../facts/index.js';
import { agentIdsOf } from '../../fleet/index.js';
import { eraseEmployee, People } from '../../people/index.js';
import { standingHold } from '../hold-rows.js';
import { dayOf } from '../term.js';
import { dueTerms, termOf } from '../term-rows.js';
import { ErasePlaces } from './erase-places.js';
import { eraseRowsOf } from './erase-rows.js';
import * as rows from './erasure-rows.js';
import { insertPlaces } from './place-rows.js';
import { SignCertificate } from './sign-certificate.js';

const AS: Doer = { kind: 'system', name: 'leavers' };
/** Begun in one round; the next ones in the next. */
const BATCH = 20;

/** Told after each step that is kept: for whoever wants to know how far it came. */
export type AfterStep = (step: rows.ErasureStep) => void;

/**
 * Erases leavers whose access has ended, or who asked for it, and whom no hold covers: keys, then objects, then rows and the
 * name in the audit log, then the certificate. Each step is kept when it is done and is harmless to do twice, so whoever is
 * killed at any point goes on from there. Nobody who is active, held, or before their day is ever begun with.
 */
@Injectable()
export class EraseLeavers {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly people: People,
    private readonly entry: LeaverEntry,
    private readonly audit: Audit,
    private readonly places: ErasePlaces,
    private readonly certificates: SignCertificate,
    private readonly directory: EraseDirectory,
  ) {}

  async run(companyId: string, now: Date, afterStep: AfterStep = () => undefined): Promise<void> {
    const due = await this.jobs.run(companyId, (db) => dueTerms(db, companyId, now, BATCH));
    for (const employeeId of due) if (await this.begin(companyId, employeeId, now)) afterStep('begun');
    const open = await this.jobs.run(companyId, (db) => rows.openErasures(db, companyId, now));
    for (const id of open) await this.advance(companyId, id, now, afterStep);
  }

  /** Looks once more under the person's lock: a hold or a return of the last moment comes first. */
  private begin(companyId: string, employeeId: string, now: Date): Promise<boolean> {
    return this.jobs.run(companyId, async (db) => {
      const employee = await this.people.lockedEmployee(db, companyId, employeeId);
      const term = await termOf(db, companyId, employeeId);
      if (!employee || employee.active || !term || term.eraseAfter > now) return false;
      if (await standingHold(db, companyId, employeeId)) return false;
      if (await rows.erasureOf(db, companyId, employeeId)) return false;
      const { leftOn, accessUntil } = term;
      const ownWish = term.erasureAskedOn !== null;
      const erasure = { id: randomUUID(), employeeId, leftOn, accessUntil, ownWish, begunOn: dayOf(now) };
      await rows.insertErasure(db, companyId, erasure);
      await insertPlaces(db, companyId, erasure);
      await this.entry.end(db, { companyId, subject: employeeId });
      const details = { ownWish };
      await this.audit.append(db, companyId, {
        ...{ action: 'leaver.erasure-begun', by: AS, subject: employeeId, details },
        object: { kind: 'erasure', id: erasure.id },
      });
      return true;
    });
  }

  private async advance(companyId: string, id: string, now: Date, afterStep: AfterStep): Promise<void> {
    const step = async (): Promise<rows.ErasureStep | undefined> =>
      (await this.jobs.run(companyId, (db) => rows.erasureById(db, companyId, id)))?.step;
    const done = async (from: rows.ErasureStep, to: rows.ErasureStep): Promise<void> => {
      await this.jobs.run(companyId, (db) => rows.setStep(db, companyId, id, { from, to }));
      afterStep(to);
    };
    if ((await step()) === 'begun') {
      if (!(await this.places.run(companyId, id, 'keys', now))) return;
      await done('begun', 'keys');
    }
    if ((await step()) === 'keys') {
      if (!(await this.places.run(companyId, id, 'everything', now))) return;
      await done('keys', 'objects');
    }
    if ((await step()) === 'objects') {
      await this.eraseRows(companyId, id, now);
      afterStep('rows');
    }
    // What a location did not let go before.
    if ((await step()) === 'certified') await this.places.run(companyId, id, 'everything', now);
    await this.certificates.run(companyId, id, now);
    afterStep('certified');
  }

  /** All in one transaction: nobody sees half a person. The audit log forgets them last, with its event. */
  private eraseRows(companyId: string, id: string, now: Date): Promise<void> {
    return this.jobs.run(companyId, async (db) => {
      const employeeId = (await rows.erasureById(db, companyId, id))?.employeeId ?? '';
      const employee = await this.people.lockedEmployee(db, companyId, employeeId);
      // Read again: whoever held the lock before may have done it.
      const erasure = await rows.erasureById(db, companyId, id);
      if (!employee || employee.active || erasure?.step !== 'objects') return;
      const entries = await this.entry.erase(
        db,
        { companyId, subject: employeeId },
        await agentIdsOf(db, companyId, employeeId),
      );
      const person = [companyId, employeeId] as const;
      const erased = {
        ...(await eraseRowsOf(db, person, employee.email)),
        ...(await this.directory.of(db, person)),
      };
      await eraseEmployee(db, companyId, employeeId, dayOf(now));
      const done = { rows: { ...erased, entry: entries }, on: dayOf(now) };
      await rows.keepRowsErased(db, companyId, id, done);
      await this.audit.forget(db, companyId, employeeId, AS);
    });
  }
}
