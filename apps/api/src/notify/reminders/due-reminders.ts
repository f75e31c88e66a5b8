import { decideReminder, type ReminderChannel, type ReminderDecision } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent } from '../../audit/index.js';
import { TenantJobs } from '../../database/index.js';
import { EffectivePolicies } from '../../policies/index.js';
import { Mail } from '../mail/mail.js';
import { type NewMail, queueMail } from '../outbox/outbox-rows.js';
import { type DueState, forgetDue, storeDue, takeDue } from './due-rows.js';
import { remindedPeople, type RemindedPerson } from './person-rows.js';
import type { Announcement } from './reminder-message.js';
import { type NotedReminder, noteReminders } from './reminder-rows.js';
import { ShowReminder } from './show-reminder.js';
import { TellFurther } from './tell-further.js';

const BATCH = 100;
/** Of one round: after that other companies and jobs have their turn. */
const MOST_BATCHES = 50;
const DAY_MS = 86_400_000;

/**
 * Decides about whoever is due, a batch a transaction, in any number of processes at once. What is decided is queued in the
 * same transaction; mail goes out afterwards. Nobody who is not due is looked at.
 */
@Injectable()
export class DueReminders {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly policies: EffectivePolicies,
    private readonly mail: Mail,
    private readonly screens: ShowReminder,
    private readonly further: TellFurther,
    private readonly audit: Audit,
  ) {}

  /** How many people are reminded. */
  async run(companyId: string, now: Date): Promise<number> {
    let reminded = 0;
    for (let batches = 0; batches < MOST_BATCHES; batches += 1) {
      const batch = await this.jobs.run(companyId, (db) => this.decide(db, companyId, now));
      reminded += batch.reminded;
      if (batch.taken < BATCH) break;
    }
    return reminded;
  }

  private async decide(
    db: EntityManager,
    companyId: string,
    now: Date,
  ): Promise<{ taken: number; reminded: number }> {
    const ids = await takeDue(db, companyId, now, BATCH);
    if (ids.length === 0) return { taken: 0, reminded: 0 };
    const states: DueState[] = [];
    const over: string[] = [];
    const events: AuditEvent[] = [];
    const mails: NewMail[] = [];
    const noted: NotedReminder[] = [];
    let reminded = 0;
    const policies = await this.policies.forEmployees(db, companyId, ids);
    for (const person of await remindedPeople(db, companyId, ids)) {
      const policy = policies.get(person.id)?.policy;
      if (!policy) continue;
      const { escalateTo, resendAfterDays } = policy.reminders;
      const isReachable = escalateTo !== 'manager' || (person.managerId !== null && this.mail.configured);
      const canEscalate = isReachable && !person.unread;
      const facts = { ...person.facts, reach: this.reach(person), canEscalate };
      const decision = decideReminder(policy, facts, now);
      if (decision.send.length > 0) {
        const employeeId = person.id;
        const announcement = announcementOf(escalateTo, decision.announce);
        if (decision.send.includes('agent')) await this.screens.run(db, companyId, person, announcement);
        if (decision.send.includes('email'))
          mails.push({ kind: 'reminder', employeeId, about: announcement ? { announcement } : {} });
        noted.push(...decision.send.map((channel) => ({ employeeId, channel })));
        reminded++;
      }
      if (decision.escalate)
        events.push(await this.further.run(db, companyId, person, decision.escalate, now));
      const state = stateAfter(person, decision, resendAfterDays, now);
      if (state) states.push(state);
      else over.push(person.id);
    }
    await queueMail(db, companyId, mails, now);
    await noteReminders(db, companyId, noted, now);
    await storeDue(db, companyId, states);
    await forgetDue(db, companyId, over);
    if (events.length > 0) await this.audit.append(db, companyId, ...events);
    return { taken: ids.length, reminded };
  }

  private reach({ workstations }: RemindedPerson): ReminderChannel[] {
    return [
      ...(workstations.length > 0 ? ['agent' as const] : []),
      ...(this.mail.configured ? ['email' as const] : []),
    ];
  }
}

const announcementOf = (
  to: 'nobody' | 'manager' | 'admin',
  on: Date | undefined,
): Announcement | undefined =>
  on && to !== 'nobody' ? { to, on: on.toISOString().slice(0, 10) } : undefined;

/** What is remembered; undefined: nothing. While everything is closed for a short time only, the episode goes on. */
function stateAfter(
  { id, facts, clearSince }: RemindedPerson,
  { send, escalate, announce, nextAt }: ReminderDecision,
  resendAfterDays: number,
  now: Date,
): DueState | undefined {
  const isClear = facts.declined || facts.gaps.length === 0;
  const since = isClear ? (clearSince ?? now) : undefined;
  const ends = since && new Date(since.getTime() + resendAfterDays * DAY_MS);
  if (ends && ends <= now) return undefined;
  return {
    employeeId: id,
    nextAt: ends ?? nextAt,
    askedAt: send.length > 0 || isClear ? undefined : facts.askedAt,
    announcedFor: announce ?? facts.announcedFor,
    escalatedAt: escalate ? now : facts.escalatedAt,
    clearSince: since,
  };
}
