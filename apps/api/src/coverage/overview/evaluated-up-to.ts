import type { EntityManager } from 'typeorm';

/**
 * The moment up to which everybody's standing is what time has made of it: earlier than now while transitions wait, or while
 * a round over everybody is on its way.
 */
export async function evaluatedUpTo(db: EntityManager, companyId: string, now: Date): Promise<Date> {
  const [row] = await db.query<{ waiting: Date | null }[]>(
    `SELECT least((SELECT min(next_transition_at) FROM coverage_people WHERE company_id = $1),
       (SELECT asked_at FROM coverage_rounds WHERE company_id = $1)) AS waiting`,
    [companyId],
  );
  return row?.waiting && row.waiting < now ? row.waiting : now;
}
