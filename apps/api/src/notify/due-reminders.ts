import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../database/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { Mail } from './mail.js';
import { Remind } from './remind.js';
import { employeesToRemind } from './reminder-rows.js';

const DAY_MS = 86_400_000;
const BATCH = 50;

/**
 * Reminds by the policy: who has had a gap of their own for the resend interval and heard nothing since. Quiet hours
 * are taken in UTC until people have a time zone.
 */
@Injectable()
export class DueReminders {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly policies: EffectivePolicies,
    private readonly mail: Mail,
    private readonly remind: Remind,
  ) {}

  /** How many reminders went out. */
  async run(companyId: string, now: Date): Promise<number> {
    if (!this.mail.configured) return 0;
    const due = await this.jobs.run(companyId, async (db) => {
      const { policy } = await this.policies.forEverybody(db, companyId);
      const { channels, resendAfterDays, quietFromHour, quietToHour } = policy.reminders;
      if (!channels.includes('email') || isQuiet(now.getUTCHours(), quietFromHour, quietToHour)) return [];
      return employeesToRemind(db, companyId, new Date(now.getTime() - resendAfterDays * DAY_MS), BATCH);
    });
    let sent = 0;
    for (const employeeId of due) {
      if ((await this.remind.runAsJob(companyId, employeeId)).sent) sent++;
    }
    return sent;
  }
}

/** Whether an hour is within the quiet ones, which may cross midnight; equal ends: never quiet. */
export const isQuiet = (hour: number, from: number, to: number): boolean =>
  from <= to ? hour >= from && hour < to : hour >= from || hour < to;
