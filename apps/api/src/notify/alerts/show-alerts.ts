import type { AlertSettings, ShownAlerts } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { People } from '../../people/index.js';
import { DomainError } from '../../problems/index.js';
import { Mail } from '../mail/mail.js';
import { newestAlerts } from './alert-rows.js';
import { alertRecipients, settingsOf, storeSettings } from './settings-rows.js';

const RECENT = 20;

/** Who is told of what: read, and set. */
@Injectable()
export class ShowAlerts {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  show({ companyId }: SessionCaller): Promise<ShownAlerts> {
    return this.tenant.run(companyId, (db) => this.shown(db, companyId));
  }

  /** @throws DomainError `request-invalid` for people who have no role here: letters to IT name their colleagues */
  change(caller: SessionCaller, settings: AlertSettings): Promise<ShownAlerts> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const people = [...new Set(settings.people)];
      const known = await alertRecipients(db, companyId, { roles: [], people });
      if (known.length < people.length) {
        throw new DomainError(
          'request-invalid',
          'Alerts go to active people with a role: they name colleagues. Nothing was changed.',
          { issues: [{ path: 'people', message: 'somebody is not here, or has no role' }] },
        );
      }
      await storeSettings(db, companyId, { ...settings, roles: [...new Set(settings.roles)], people });
      const shown = await this.shown(db, companyId);
      await this.audit.append(db, companyId, {
        action: 'alerts.changed',
        by: doerOf(caller),
        details: { roles: settings.roles.join(' '), people: people.length, digest: settings.digest },
      });
      return shown;
    });
  }

  private async shown(db: EntityManager, companyId: string): Promise<ShownAlerts> {
    const settings = await settingsOf(db, companyId);
    const names = await this.people.names(db, companyId, settings.people);
    return {
      settings,
      people: [...names].map(([id, name]) => ({ id, name })),
      mailConfigured: this.mail.configured,
      recent: await newestAlerts(db, companyId, RECENT),
    };
  }
}
