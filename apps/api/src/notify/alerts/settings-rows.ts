import type { AlertSettings } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** Until somebody sets them. */
const DEFAULTS: AlertSettings = {
  timeZone: 'UTC',
  roles: ['owner', 'admin'],
  people: [],
  digest: 'week',
  digestWeekday: 1,
  digestHour: 8,
};

export async function settingsOf(db: EntityManager, companyId: string): Promise<AlertSettings> {
  const [row] = await db.query<AlertSettings[]>(
    `SELECT time_zone AS "timeZone", alert_roles AS roles, alert_people::text[] AS people, digest,
       digest_weekday AS "digestWeekday", digest_hour AS "digestHour" FROM notify_settings WHERE company_id = $1`,
    [companyId],
  );
  return row ?? DEFAULTS;
}

export async function storeSettings(
  db: EntityManager,
  companyId: string,
  settings: AlertSettings,
): Promise<void> {
  const { timeZone, roles, people, digest, digestWeekday, digestHour } = settings;
  await db.query(
    `INSERT INTO notify_settings (company_id, time_zone, alert_roles, alert_people, digest, digest_weekday, digest_hour)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (company_id) DO UPDATE SET time_zone = excluded.time_zone, alert_roles = excluded.alert_roles,
       alert_people = excluded.alert_people, digest = excluded.digest, digest_weekday = excluded.digest_weekday,
       digest_hour = excluded.digest_hour`,
    [companyId, timeZone, roles, people, digest, digestWeekday, digestHour],
  );
}

/** Active people whom alerts and digests go to; 200 at most. Never somebody without a role: digests name colleagues. */
export async function alertRecipients(
  db: EntityManager,
  companyId: string,
  who: { readonly roles: readonly string[]; readonly people: readonly string[] },
): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>(
    `SELECT id FROM people_employees WHERE company_id = $1 AND active AND role <> 'employee'
       AND (role = ANY($2::text[]) OR id = ANY($3::uuid[])) ORDER BY id LIMIT 200`,
    [companyId, who.roles, who.people],
  );
  return rows.map(({ id }) => id);
}
