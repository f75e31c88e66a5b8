import type { LEAVING_CAUSES } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { AuditEvent, Doer } from '../audit/index.js';

/** Why somebody is a leaver: somebody here said so, or the company's directory switched them off or dropped them. */
export type LeavingCause = (typeof LEAVING_CAUSES)[number];

/**
 * Port: sends somebody away and takes them back. The room `leavers` stands behind it, which stands on people: the other
 * arrow would close a circle. Both join the caller's transaction and answer the events that the caller appends, once.
 */
export abstract class Leaving {
  abstract begin(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    why: { readonly cause: LeavingCause; readonly by: Doer },
  ): Promise<AuditEvent[]>;

  abstract takeBack(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    why: { readonly by: Doer },
  ): Promise<AuditEvent[]>;
}
