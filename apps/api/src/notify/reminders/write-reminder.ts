import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Companies } from '../../companies/index.js';
import { describeRow, openGapsOfEmployee } from '../../coverage/index.js';
import { People } from '../../people/index.js';
import { MuteLinks } from './mute-links.js';
import { ownGapIds } from './person-rows.js';
import type { Announcement, ReminderContent } from './reminder-message.js';

/** What a reminder says now, and to whom. */
export interface WrittenReminder {
  readonly to: { readonly name: string; readonly address: string };
  readonly content: ReminderContent;
  readonly muteUrl: string;
}

/** Writes the reminder of a person's gaps as they are at this moment; undefined: nothing of theirs is open. */
@Injectable()
export class WriteReminder {
  constructor(
    private readonly people: People,
    private readonly companies: Companies,
    private readonly links: MuteLinks,
  ) {}

  async run(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    announcement: Announcement | undefined,
  ): Promise<WrittenReminder | undefined> {
    const employee = await this.people.employee(db, companyId, employeeId);
    if (!employee?.active) return undefined;
    const own = await ownGapIds(db, companyId, employeeId);
    const gaps = (await openGapsOfEmployee(db, companyId, employeeId)).filter(({ id }) => own.has(id));
    if (gaps.length === 0) return undefined;
    const company = await this.companies.company(db, companyId);
    const muteUrl = this.links.urlFor(companyId, employeeId, new Date());
    return {
      to: { name: employee.name, address: employee.email },
      muteUrl,
      content: {
        employee: employee.name,
        company: company.name,
        gaps: gaps.map(describeRow),
        announcement,
        muteUrl,
      },
    };
  }
}
