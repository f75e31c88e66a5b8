import type { SsoSettings } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditEvent, Doer } from '../audit/index.js';
import { type Employee, People } from '../people/index.js';
import { employeeOf, hasIdentity, type Identity, insertIdentity, lockIdentity } from './identity-rows.js';
import type { MappedPerson } from './map-person.js';
import { Refusal } from './strict/index.js';

export interface Recognised {
  readonly employee: Employee;
  /** For the log, beside the sign-in itself. */
  readonly events: readonly AuditEvent[];
}

/** The role that a sign-in leaves a person with. Groups never make or unmake an owner. */
const roleAfter = (now: Employee['role'], mapped: MappedPerson): Pick<Employee, 'role' | 'roleSource'> =>
  mapped.role === undefined || now === 'owner'
    ? { role: now, roleSource: 'holdfast' }
    : { role: mapped.role, roleSource: 'directory' };

/**
 * Finds or makes the employee behind an identity: company, provider, persistent NameID. An e-mail address alone names
 * nobody, since people can often change theirs: it links at most an employee who never signed in and may do nothing more.
 * @throws Refusal `person-inactive`, `person-unknown`, `person-taken`
 */
@Injectable()
export class RecognisePerson {
  constructor(private readonly people: People) {}

  async run(
    db: EntityManager,
    companyId: string,
    by: { identity: Identity; mapped: MappedPerson; settings: SsoSettings; requestId: string },
  ): Promise<Recognised> {
    const { identity, mapped, settings, requestId } = by;
    let known = await employeeOf(db, companyId, identity);
    if (known === undefined) {
      // Two first sign-ins of one person at once: the second waits and then knows them.
      await lockIdentity(db, companyId, identity);
      known = await employeeOf(db, companyId, identity);
    }
    const doer: Doer = { kind: 'nobody', requestId };
    if (known !== undefined) return this.update(db, companyId, known, mapped, doer);
    const same = await this.people.employeeByEmail(db, companyId, mapped.email);
    const recognised = same
      ? await this.link(db, companyId, same, mapped, settings, doer)
      : await this.join(db, companyId, mapped, settings, doer);
    await insertIdentity(db, companyId, identity, recognised.employee.id);
    return recognised;
  }

  private async update(
    db: EntityManager,
    companyId: string,
    id: string,
    mapped: MappedPerson,
    by: Doer,
  ): Promise<Recognised> {
    const before = await this.people.lockedEmployee(db, companyId, id);
    if (!before?.active) throw new Refusal('person-inactive', 'This person is no longer active.');
    const { name, department, email } = mapped;
    const role = roleAfter(before.role, mapped);
    // Where the directory says who somebody is, an assertion changes nothing of it.
    const said = (await this.people.isManaged(db, companyId, id))
      ? {}
      : { name, department: department ?? before.department, email };
    const wanted: Employee = { ...before, ...said, ...role };
    const changed = (['name', 'department', 'email', 'role', 'roleSource'] as const).filter(
      (field) => wanted[field] !== before[field],
    );
    if (changed.length === 0) return { employee: before, events: [] };
    // A colleague has the new address: everything else is kept all the same.
    const employee = (await this.people.change(db, companyId, wanted))
      ? wanted
      : { ...wanted, email: before.email };
    if (employee !== wanted) await this.people.change(db, companyId, employee);
    const details = { fields: changed, role: employee.role };
    return { employee, events: [{ action: 'person.changed', by, subject: id, details }] };
  }

  private async link(
    db: EntityManager,
    companyId: string,
    same: Employee,
    mapped: MappedPerson,
    settings: SsoSettings,
    by: Doer,
  ): Promise<Recognised> {
    const free = same.active && same.role === 'employee' && !(await hasIdentity(db, companyId, same.id));
    if (!settings.linkByEmail || !free)
      throw new Refusal(
        'person-taken',
        'Somebody here has this e-mail address already, and it alone does not prove that it is the same person.',
      );
    const { employee, events } = await this.update(db, companyId, same.id, mapped, by);
    return { employee, events: [{ action: 'person.linked', by, subject: same.id }, ...events] };
  }

  private async join(
    db: EntityManager,
    companyId: string,
    mapped: MappedPerson,
    settings: SsoSettings,
    by: Doer,
  ): Promise<Recognised> {
    if (!settings.joinOnSignIn)
      throw new Refusal('person-unknown', 'This person is not among the employees, and sign-in adds none.');
    const { name, email, department } = mapped;
    const role = roleAfter('employee', mapped);
    const employee = await this.people.add(db, companyId, { name, email, department, ...role });
    const details = { role: employee.role };
    return { employee, events: [{ action: 'person.added', by, subject: employee.id, details }] };
  }
}
