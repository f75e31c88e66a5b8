import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Fleet } from '../../fleet/index.js';
import type { RemindedPerson } from './person-rows.js';
import { type Announcement, reminderNotification } from './reminder-message.js';
import { WriteReminder } from './write-reminder.js';

/** Has the reminder of a person's gaps shown on their workstations; joins the transaction of the decision. */
@Injectable()
export class ShowReminder {
  constructor(
    private readonly fleet: Fleet,
    private readonly write: WriteReminder,
  ) {}

  async run(
    db: EntityManager,
    companyId: string,
    { id, workstations }: Pick<RemindedPerson, 'id' | 'workstations'>,
    announcement: Announcement | undefined,
  ): Promise<void> {
    const written = await this.write.run(db, companyId, id, announcement);
    if (!written) return;
    const text = reminderNotification(written.content);
    for (const workstationId of workstations)
      await this.fleet.queueCommand(db, companyId, { workstationId, kind: 'notify', phoneId: null, text });
  }
}
