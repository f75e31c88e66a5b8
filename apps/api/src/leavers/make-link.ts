import type { LeaverLink } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Configuration } from '../configuration/index.js';
import { Tenant } from '../database/index.js';
import { LeaverEntry } from '../entry/index.js';
import type { SessionCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { leaverUrl } from './leaver-url.js';
import { erasureBegun } from './leavers.js';
import { erasureOf } from './erasure/erasure-rows.js';
import { noteLink, settleMail, termOf } from './term-rows.js';
import { dayOf, endOf } from './term.js';

/**
 * Makes a leaver's personal link, to be handed over: the one before ends. It shows what is kept and opens nothing without
 * their recovery code; the leaver sees who made it. @throws DomainError `not-found`, `erasure-begun`
 */
@Injectable()
export class MakeLink {
  constructor(
    private readonly tenant: Tenant,
    private readonly entry: LeaverEntry,
    private readonly configuration: Configuration,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, employeeId: string): Promise<LeaverLink> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const term = await termOf(db, companyId, employeeId);
      if (await erasureOf(db, companyId, employeeId)) throw erasureBegun();
      if (!term || endOf(term) <= new Date()) throw notFound();
      const token = await this.entry.replaceLink(db, { companyId, subject: employeeId }, endOf(term));
      await noteLink(db, companyId, employeeId, dayOf(new Date()));
      // One by e-mail would end this one.
      await settleMail(db, companyId, employeeId, 'none');
      const by = doerOf(caller);
      await this.audit.append(db, companyId, { action: 'leaver.link-made', by, subject: employeeId });
      const url = leaverUrl(this.configuration.values.publicOrigin, token);
      return { url, expiresOn: term.accessUntil };
    });
  }
}
