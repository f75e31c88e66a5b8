import type { EntityManager } from 'typeorm';

export interface Lease {
  readonly fence: number;
  readonly agentId: string;
  readonly expiresAt: Date;
}

export interface LeaseWish {
  readonly companyId: string;
  readonly phoneId: string;
  readonly agentId: string;
  /** The fence that the agent holds already, if it does. */
  readonly fence: number | undefined;
  readonly now: Date;
  readonly expiresAt: Date;
}

/**
 * Becomes or stays the one writer, in one statement, so that of two agents at once one wins. The fence stays for the
 * holder that names it and grows for everybody else. Undefined: another agent holds it.
 */
export async function takeLease(db: EntityManager, wish: LeaseWish): Promise<number | undefined> {
  const [row] = await db.query<{ fence: string }[]>(
    `INSERT INTO backup_leases AS held (company_id, phone_id, fence, agent_id, expires_at)
     VALUES ($1, $2, 1, $3, $6)
     ON CONFLICT (company_id, phone_id) DO UPDATE SET
       fence = CASE WHEN held.agent_id = $3 AND held.fence = $4::bigint THEN held.fence ELSE held.fence + 1 END,
       agent_id = $3, expires_at = $6
     WHERE held.agent_id = $3 OR held.expires_at <= $5
     RETURNING fence`,
    [wish.companyId, wish.phoneId, wish.agentId, wish.fence ?? null, wish.now, wish.expiresAt],
  );
  return row && Number(row.fence);
}

/** The lease as it is; with a lock it stays so until the transaction ends. */
export async function leaseOf(
  db: EntityManager,
  companyId: string,
  phoneId: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<Lease | undefined> {
  const [row] = await db.query<{ fence: string; agent_id: string; expires_at: Date }[]>(
    `SELECT fence, agent_id, expires_at FROM backup_leases WHERE company_id = $1 AND phone_id = $2 ${lock}`,
    [companyId, phoneId],
  );
  return row && { fence: Number(row.fence), agentId: row.agent_id, expiresAt: row.expires_at };
}
