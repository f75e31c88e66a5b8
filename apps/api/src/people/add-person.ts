import { NewPerson, PersonRow } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import type { SessionCaller } from '../http/caller.js';
import { requireAppointing } from './appointing.js';
import { People } from './people.js';
import { ReadPeople } from './read-people.js';

/**
 * Adds an employee. Throws `version-conflict` when the address is taken, `role-refused` when an admin would give a role
 * that only an owner gives.
 */
@Injectable()
export class AddPerson {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly read: ReadPeople,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, person: z.output<typeof NewPerson>): Promise<z.infer<typeof PersonRow>> {
    requireAppointing(caller.role, person.role);
    return this.tenant.run(caller.companyId, async (db) => {
      const { id } = await this.people.add(db, caller.companyId, person);
      const added = await this.read.inTransaction(db, caller.companyId, id);
      await this.audit.append(db, caller.companyId, {
        action: 'person.added',
        by: doerOf(caller),
        subject: id,
        details: { role: person.role },
      });
      return added;
    });
  }
}
