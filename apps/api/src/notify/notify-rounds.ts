import { Injectable } from '@nestjs/common';
import { Digests } from './alerts/digests.js';
import { FollowChanges } from './changes/follow-changes.js';
import { SendOutbox } from './outbox/send-outbox.js';
import { DueReminders } from './reminders/due-reminders.js';
import { DeliverWebhooks } from './webhooks/deliver-webhooks.js';

/** All that tells somebody something, in its order: what changed, who is due, what is queued goes out. */
@Injectable()
export class NotifyRounds {
  constructor(
    private readonly changes: FollowChanges,
    private readonly reminders: DueReminders,
    private readonly digests: Digests,
    private readonly outbox: SendOutbox,
    private readonly webhooks: DeliverWebhooks,
  ) {}

  /** One that fails does not stop the others; the first failure is thrown after them. */
  async run(companyId: string, now: Date): Promise<void> {
    const failures: unknown[] = [];
    for (const job of [this.changes, this.reminders, this.digests, this.outbox, this.webhooks])
      await job.run(companyId, now).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
