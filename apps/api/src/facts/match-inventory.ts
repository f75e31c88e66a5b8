import type { EntityManager } from 'typeorm';

/**
 * Port: which phones of the inventory are enrolled is found anew for employees whose enrolled phones changed. A port,
 * because the inventory tells coverage, which reads the fleet: the other arrow would close a circle. Joins the transaction,
 * and is asked before coverage is told (whoever does both takes the inventory's lock first).
 */
export abstract class MatchInventory {
  abstract phonesChanged(db: EntityManager, companyId: string, employeeIds: readonly string[]): Promise<void>;
}
