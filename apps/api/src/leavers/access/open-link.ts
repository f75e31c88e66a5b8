import type { LeaverSession } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import { LeaverEntry, Throttle } from '../../entry/index.js';
import { DomainError } from '../../problems/index.js';
import { endOf } from '../term.js';
import { openTerm } from './open-term.js';

const refused = (): DomainError =>
  new DomainError(
    'leaver-link-refused',
    'This link is not known, a newer one took its place, or its time is over. Whoever was your IT can make a new one as ' +
      'long as your data is here.',
  );

/**
 * Exchanges a personal link for a bearer of an hour, which shows what is kept. Once on record for each exchange.
 * @throws DomainError `leaver-link-refused`; `too-many-requests` after thirty wrong ones from one place
 */
@Injectable()
export class OpenLink {
  constructor(
    private readonly entry: LeaverEntry,
    private readonly throttle: Throttle,
    private readonly tenant: Tenant,
    private readonly audit: Audit,
  ) {}

  run(
    token: string,
    visit: { readonly address: string; readonly requestId: string },
  ): Promise<LeaverSession> {
    const rule = { what: 'leaver link', who: visit.address, most: 30, seconds: 900 };
    return this.throttle.attempt([rule], () => this.open(token, visit.requestId));
  }

  private async open(token: string, requestId: string): Promise<LeaverSession> {
    const link = await this.entry.link(token);
    if (!link) throw refused();
    const { companyId, subject } = link;
    return this.tenant.run(companyId, async (db) => {
      const term = await openTerm(db, companyId, subject, new Date());
      if (!term) throw refused();
      const opened = await this.entry.openSession(db, { companyId, subject, proven: false }, endOf(term));
      const by = { kind: 'person', id: subject, role: 'leaver', requestId } as const;
      await this.audit.append(db, companyId, { action: 'leaver.link-opened', by, subject });
      return { token: opened.token, expiresAt: opened.expiresAt.toISOString() };
    });
  }
}
