import type { ReminderChannel } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Fleet } from '../../fleet/index.js';
import { queueMail } from '../outbox/outbox-rows.js';
import type { RemindedPerson } from './person-rows.js';
import { reminderNotification } from './reminder-message.js';
import { noteReminder } from './reminder-rows.js';
import { WriteReminder } from './write-reminder.js';

/** Queues the one reminder of a person's gaps on the ways that were decided; joins the transaction of the decision. */
@Injectable()
export class SendReminder {
  constructor(
    private readonly fleet: Fleet,
    private readonly write: WriteReminder,
  ) {}

  async run(
    db: EntityManager,
    companyId: string,
    { id: employeeId, workstations }: Pick<RemindedPerson, 'id' | 'workstations'>,
    channels: readonly ReminderChannel[],
    announcement: { readonly to: 'manager' | 'admin'; readonly on: Date } | undefined,
    now: Date,
  ): Promise<void> {
    const told = announcement && { to: announcement.to, on: announcement.on.toISOString().slice(0, 10) };
    if (channels.includes('agent')) {
      const written = await this.write.run(db, companyId, employeeId, told);
      const text = written && reminderNotification(written.content);
      for (const workstationId of written ? workstations : [])
        await this.fleet.queueCommand(db, companyId, {
          workstationId,
          kind: 'notify',
          phoneId: null,
          text: text ?? null,
        });
    }
    if (channels.includes('email')) {
      await queueMail(
        db,
        companyId,
        [{ kind: 'reminder', employeeId, about: told ? { announcement: told } : {} }],
        now,
      );
    }
    await noteReminder(db, companyId, employeeId, channels, now);
  }
}
