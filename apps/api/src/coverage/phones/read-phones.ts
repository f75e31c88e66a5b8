import type { PhoneDetail, PhoneState, Platform } from '@holdfast/contracts';
import { scopeAskedOf, summarisePolicy } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { runsOfPhone, showRun } from '../../backup/index.js';
import { Tenant } from '../../database/index.js';
import { Fleet, type FleetPhone } from '../../fleet/index.js';
import { decodeCursor, pageFrom } from '../../http/index.js';
import { Notices } from '../../notices/index.js';
import { EffectivePolicies } from '../../policies/index.js';
import { notFound } from '../../problems/index.js';
import { openGapsOfPhones } from '../gaps/gap-rows.js';
import { figuresOf } from './phone-figures.js';
import { showPhone } from './show-phone.js';

const Position = z.tuple([z.string().max(200), z.uuid()]);

export interface PhoneQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly state?: PhoneState | undefined;
  readonly platform?: Platform | undefined;
  readonly q?: string | undefined;
}

/** Phones with their state: a page of them, and one with all that its page shows. */
@Injectable()
export class ReadPhones {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly policies: EffectivePolicies,
    private readonly notices: Notices,
  ) {}

  list(companyId: string, { cursor, ...query }: PhoneQuery) {
    const after = decodeCursor(cursor, Position);
    return this.tenant.run(companyId, async (db) => {
      const { phones, total } = await this.fleet.phonePage(db, companyId, { ...query, after });
      const ids = phones.map((phone) => phone.id);
      const figures = await figuresOf(db, companyId, ids);
      const gaps = await openGapsOfPhones(db, companyId, ids);
      const position = (phone: FleetPhone) => [phone.label.toLowerCase(), phone.id];
      return pageFrom(phones, query.limit, total, position, (phone) =>
        showPhone(phone, figures.get(phone.id), gaps.get(phone.id)),
      );
    });
  }

  /** @throws DomainError `not-found` */
  one(companyId: string, id: string): Promise<z.infer<typeof PhoneDetail>> {
    return this.tenant.run(companyId, async (db) => {
      const phone = await this.fleet.phone(db, companyId, id);
      if (!phone) throw notFound();
      const figures = await figuresOf(db, companyId, [id]);
      const gaps = await openGapsOfPhones(db, companyId, [id]);
      const { policyId, version, policy } = await this.policies.forEmployee(db, companyId, phone.employee.id);
      const { standing } = await this.notices.state(db, companyId, phone.employee.id);
      const newest = await runsOfPhone(db, companyId, id, { after: undefined, limit: 1 });
      const current = newest.rows.find((run) => run.outcome === 'running');
      const { workstation } = phone;
      return {
        ...showPhone(phone, figures.get(id), gaps.get(id)),
        policy: { id: policyId, name: policy.name, version },
        workstation: { id: workstation.id, label: workstation.label, lastSeenOn: workstation.lastSeenOn },
        acknowledged:
          standing.kind === 'acknowledged' && standing.on !== null && standing.ofVersion !== null
            ? { noticeVersion: standing.ofVersion, on: standing.on }
            : null,
        currentRun: current ? showRun(current) : null,
        protects: summarisePolicy({ ...policy, scope: scopeAskedOf(policy.scope, phone.platform) }),
      };
    });
  }
}
