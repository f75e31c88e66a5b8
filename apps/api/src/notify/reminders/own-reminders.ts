import type { MyReminders } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { settingsOf } from '../alerts/settings-rows.js';
import { MuteLinks } from './mute-links.js';
import { decideAnew, type Preferences, preferencesOf, storePreferences } from './preference-rows.js';

const DAY_MS = 86_400_000;

/**
 * When a person is reminded, by their own word: their time zone, and a day without reminders. On nobody's record: it is
 * between the employee and nobody.
 */
@Injectable()
export class OwnReminders {
  constructor(
    private readonly tenant: Tenant,
    private readonly links: MuteLinks,
  ) {}

  show({ companyId, employeeId }: SessionCaller): Promise<MyReminders> {
    return this.tenant.run(companyId, async (db) =>
      this.shown(db, companyId, await preferencesOf(db, companyId, employeeId)),
    );
  }

  change(
    { companyId, employeeId }: SessionCaller,
    change: { readonly timeZone?: string | null | undefined; readonly muted?: boolean | undefined },
  ): Promise<MyReminders> {
    return this.tenant.run(companyId, async (db) => {
      const now = new Date();
      const kept = await preferencesOf(db, companyId, employeeId);
      const preferences = {
        timeZone: change.timeZone === undefined ? kept.timeZone : change.timeZone,
        mutedUntil: change.muted === undefined ? kept.mutedUntil : change.muted ? inADay(now) : null,
      };
      await storePreferences(db, companyId, employeeId, preferences);
      await decideAnew(db, companyId, employeeId, now);
      return this.shown(db, companyId, preferences);
    });
  }

  /** By the link of a reminder: muted for a day from now. False: the link is nobody's any more. */
  async mute(token: string): Promise<boolean> {
    const now = new Date();
    const whose = this.links.open(token, now);
    if (!whose) return false;
    const { companyId, employeeId } = whose;
    return this.tenant.run(companyId, async (db) => {
      const { timeZone } = await preferencesOf(db, companyId, employeeId);
      return storePreferences(db, companyId, employeeId, { timeZone, mutedUntil: inADay(now) });
    });
  }

  private async shown(
    db: EntityManager,
    companyId: string,
    { timeZone, mutedUntil }: Preferences,
  ): Promise<MyReminders> {
    const { timeZone: companyTimeZone } = await settingsOf(db, companyId);
    return { timeZone, companyTimeZone, muted: mutedUntil !== null && mutedUntil > new Date() };
  }
}

const inADay = (now: Date): Date => new Date(now.getTime() + DAY_MS);
