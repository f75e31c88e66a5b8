import { DomainError, type ScimType } from '../../problems/domain-error.js';

/** A request that is not understood as it stands; nothing was done. */
export const badRequest = (scimType: ScimType, detail: string): DomainError =>
  new DomainError('request-invalid', detail, { scimType });

/** Somebody or something has this name already. */
export const notUnique = (detail: string): DomainError =>
  new DomainError('version-conflict', detail, { scimType: 'uniqueness' });

export const noResource = (): DomainError =>
  new DomainError('not-found', 'There is no resource with this id.');

/** Whether PostgreSQL refused a second row of the same name (SQLSTATE 23505). */
export const isTwice = (error: unknown): boolean =>
  (error as { driverError?: { code?: unknown } } | null)?.driverError?.code === '23505';
