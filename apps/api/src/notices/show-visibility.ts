import type { CompanyNotice, MyAnswer, MyVisibility } from '@holdfast/contracts';
import { CLAIM_COLUMNS, COLUMN_TITLES } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Tenant } from '../database/tenant.js';
import type { SessionCaller } from '../http/caller.js';
import { People } from '../people/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { declarationOf } from './declaration-rows.js';
import { countAcknowledged } from './event-rows.js';
import { noticeTexts } from './notice-rows.js';
import { Notices } from './notices.js';

/** What the portal and the settings show of notices. */
@Injectable()
export class ShowVisibility {
  constructor(
    private readonly tenant: Tenant,
    private readonly notices: Notices,
    private readonly policies: EffectivePolicies,
    private readonly people: People,
  ) {}

  mine({ companyId, employeeId }: SessionCaller): Promise<MyVisibility> {
    return this.tenant.run(companyId, async (db) => {
      const { version, notice, claims, sha256 } = await this.notices.current(db, companyId, employeeId);
      const { acknowledged, standing } = await this.notices.state(db, companyId, employeeId);
      return {
        noticeVersion: version,
        textSha256: sha256,
        notice,
        columns: CLAIM_COLUMNS.map((column) => ({
          column,
          title: COLUMN_TITLES[column],
          claims: claims.filter((claim) => claim.column === column).map(({ code, text }) => ({ code, text })),
        })),
        standing: acknowledged ? 'acknowledged' : standing.kind === 'withdrawn' ? 'withdrawn' : 'open',
        on: standing.on,
      };
    });
  }

  answer({ companyId, employeeId }: SessionCaller): Promise<z.infer<typeof MyAnswer>> {
    return this.tenant.run(companyId, async (db) => {
      const { answer = null, on = null } = (await declarationOf(db, companyId, employeeId)) ?? {};
      return { answer, on };
    });
  }

  company({ companyId }: SessionCaller): Promise<CompanyNotice> {
    return this.tenant.run(companyId, async (db) => {
      const texts = await noticeTexts(db, companyId);
      const policy = await this.policies.forEverybody(db, companyId);
      const { version, notice, text, sha256 } = await this.notices.under(db, companyId, policy);
      const publishers = texts.flatMap(({ publishedBy }) => publishedBy ?? []);
      const names = await this.people.names(db, companyId, publishers);
      return {
        version,
        text: notice,
        statement: text,
        ...(await countAcknowledged(db, companyId, sha256)),
        versions: texts.map(({ publishedBy, ...rest }) => ({
          ...rest,
          publishedBy: publishedBy === null ? null : (names.get(publishedBy) ?? null),
        })),
      };
    });
  }

  preview({ companyId }: SessionCaller, text: string): Promise<{ statement: string }> {
    return this.tenant.run(companyId, async (db) => ({
      statement: await this.notices.preview(db, companyId, text),
    }));
  }
}
