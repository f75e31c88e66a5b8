import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import { Fleet } from '../fleet/index.js';
import { People } from '../people/index.js';
import { MakeCompany } from './make-company.js';

const MIRA = 'mira.haddad@northwind.invalid';

const EMPLOYEES = [
  { name: 'Mira Haddad', email: MIRA, department: 'Sales' },
  { name: 'Jonas Lindqvist', email: 'jonas.lindqvist@northwind.invalid', department: 'Field service' },
  { name: 'Amara Okafor', email: 'amara.okafor@northwind.invalid', department: 'Marketing' },
  { name: 'Tomás Ribeiro', email: 'tomas.ribeiro@northwind.invalid', department: 'Finance' },
] as const;

/** A gap opens at once: whoever tries Holdfast out shall not wait three days to see one. */
const WITHOUT_GRACE = { schedule: { graceHours: 0 } };

/** The company of the quick start: four employees, one of whom is about to enrol. Its addresses reach nobody. */
@Injectable()
export class DemoCompany {
  constructor(
    private readonly tenant: Tenant,
    private readonly makeCompany: MakeCompany,
    private readonly people: People,
    private readonly fleet: Fleet,
    private readonly entry: Entry,
  ) {}

  async make(): Promise<string> {
    const companyId = await this.makeCompany.run('Northwind Demo', WITHOUT_GRACE);
    await this.tenant.run(companyId, async (db) => {
      for (const employee of EMPLOYEES)
        await this.people.add(db, companyId, { ...employee, role: 'employee' });
    });
    return companyId;
  }

  /** A fresh enrolment token for Mira, as long as she has no workstation. */
  enrolmentToken(companyId: string): Promise<string | undefined> {
    return this.tenant.run(companyId, async (db) => {
      const mira = await this.people.employeeByEmail(db, companyId, MIRA);
      if (!mira || (await this.fleet.countWorkstationsOf(db, companyId, mira.id)) > 0) return undefined;
      const { token } = await this.entry.addEnrolmentToken(db, { companyId, subject: mira.id });
      return token;
    });
  }
}
