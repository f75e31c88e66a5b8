import type { EntityManager } from 'typeorm';
import { erasureOf } from '../erasure/erasure-rows.js';
import { endOf } from '../term.js';
import { type Term, termOf } from '../term-rows.js';

/** The term of somebody who has access at this moment: has left, is within it, and is not being erased. */
export const openTerm = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  now: Date,
): Promise<Term | undefined> => {
  const term = await termOf(db, companyId, employeeId);
  if (!term || endOf(term) <= now) return undefined;
  return (await erasureOf(db, companyId, employeeId)) ? undefined : term;
};
