import type { LocationChange } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { FactsChanged } from '../facts/index.js';
import type { SessionCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { figuresOfLocation, type LocationFigures, noteLocation } from './location-rows.js';

/** What is said about a location: its name, where it lies, what it costs and when it ends. */
@Injectable()
export class ChangeLocation {
  constructor(
    private readonly tenant: Tenant,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `not-found` */
  run(caller: SessionCaller, id: string, said: z.infer<typeof LocationChange>): Promise<LocationFigures> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      if (!(await noteLocation(db, companyId, id, said))) throw notFound();
      // Policies may ask for places in certain countries.
      if (said.jurisdiction !== undefined) await this.facts.reconsiderAll(db, companyId);
      await this.audit.append(db, companyId, {
        action: 'location.changed',
        by: doerOf(caller),
        object: { kind: 'location', id },
        details: { what: Object.keys(said).join(', ') },
      });
      return (await figuresOfLocation(db, companyId, id)) as LocationFigures;
    });
  }
}
