import { may } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import { decodeCursor, pageFrom, type SessionCaller } from '../../http/index.js';
import { People } from '../../people/index.js';
import { notFound } from '../../problems/index.js';
import { incidents, ownIncident } from './incident-rows.js';
import { showIncident } from './show-incident.js';

export interface IncidentsQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly open?: 'yes' | 'no' | undefined;
}

/** Incidents, and whose they are. They open and close by themselves. */
@Injectable()
export class ReadIncidents {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  list(companyId: string, { cursor, limit, open }: IncidentsQuery) {
    const after = decodeCursor(cursor, z.uuid());
    return this.tenant.run(companyId, async (db) => {
      const { rows, total } = await incidents(db, companyId, { open, after, limit: limit + 1 });
      return pageFrom(rows, limit, total, ({ id }) => id, showIncident);
    });
  }

  /** @throws DomainError `not-found` for one that is over, and for an owner who could not take it on */
  hand(caller: SessionCaller, id: string, ownerId: string): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const owner = await this.people.employee(db, companyId, ownerId);
      if (!owner?.active || !may(owner.role, 'gaps.assign')) throw notFound();
      if (!(await ownIncident(db, companyId, id, ownerId))) throw notFound();
      await this.audit.append(db, companyId, {
        action: 'incident.handed',
        by: doerOf(caller),
        subject: ownerId,
        object: { kind: 'incident', id },
      });
    });
  }
}
