import type { LeaverKept, LeaverRepository } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Companies } from '../../companies/index.js';
import { Tenant } from '../../database/index.js';
import type { LeaverCaller } from '../../http/index.js';
import { People } from '../../people/index.js';
import { notFound } from '../../problems/index.js';
import { standingHold } from '../hold-rows.js';
import { daysAfter } from '../term.js';
import { keptPhones, keptPlaces, keptWorkstations } from './kept-rows.js';
import { openTerm } from './open-term.js';

/** What is kept of a leaver, for themselves. Dates and sizes: no name of a file is known here. */
@Injectable()
export class ShowKept {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly companies: Companies,
  ) {}

  run({ companyId, employeeId }: LeaverCaller): Promise<LeaverKept> {
    return this.tenant.run(companyId, async (db) => {
      const employee = await this.people.employee(db, companyId, employeeId);
      const term = await openTerm(db, companyId, employeeId, new Date());
      if (!employee || !term) throw notFound();
      const hold = await standingHold(db, companyId, employeeId);
      const places = await keptPlaces(db, companyId, employeeId);
      const { leftOn, accessUntil } = term;
      return {
        name: employee.name,
        company: (await this.companies.company(db, companyId)).name,
        leftOn,
        accessUntil,
        erasureDueOn: hold ? null : daysAfter(accessUntil, 1),
        erasureAsked: term.erasureAskedOn !== null,
        hold: hold ? { placedOn: hold.placedOn, reviewBy: hold.reviewBy, reason: hold.reason } : null,
        storedBytes: places.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
        locations: places.map(({ name, storedBytes }) => ({ name, storedBytes })),
        phones: await keptPhones(db, companyId, employeeId),
        workstations: await keptWorkstations(db, companyId, employeeId),
      };
    });
  }

  /** Where to fetch it. @throws DomainError `not-found` where nothing was ever backed up */
  repository({ companyId, employeeId }: LeaverCaller): Promise<LeaverRepository> {
    return this.tenant.run(companyId, async (db) => {
      const places = await keptPlaces(db, companyId, employeeId);
      const [first] = places;
      if (!first) throw notFound();
      const locations = places.map(({ locationId, name, snapshots }) => ({ locationId, name, snapshots }));
      return { repositoryId: first.repositoryId, locations };
    });
  }
}
