import { ScimError, type ScimPatchOperation, scimPatch } from 'scim-patch';
import { badRequest } from '../scim-refusal.js';
import { CORE_USER, ENTERPRISE } from '../urns.js';
import type { Target, TargetedOperation } from './patch-targets.js';
import { isObject, member, readBoolean, readUser } from './read-user.js';
import { describeUser } from './user-resource.js';
import type { UserRecord } from './user-record.js';

const PATHS: Readonly<Record<Target, string>> = {
  userName: 'userName',
  externalId: 'externalId',
  displayName: 'displayName',
  'name.givenName': 'name.givenName',
  'name.familyName': 'name.familyName',
  active: 'active',
  emails: 'emails',
  department: `${ENTERPRISE}:department`,
  manager: `${ENTERPRISE}:manager`,
};

/** Whether an operation may switch somebody off: known before anybody is read, so that locks are taken in one order. */
export const switchesOff = ({ target, value }: TargetedOperation): boolean =>
  target === 'active' && value !== undefined && !readBoolean(value, 'active');

const operationOf = ({ target, value }: TargetedOperation): ScimPatchOperation => {
  const path = PATHS[target];
  if (value === undefined) return { op: 'remove', path };
  if (target === 'active') return { op: 'replace', path, value: readBoolean(value, 'active') };
  if (target === 'emails') return { op: 'replace', path, value: [value].flat() };
  if (target !== 'manager') return { op: 'replace', path, value };
  const [manager] = [value].flat();
  return {
    op: 'replace',
    path,
    value: { value: isObject(manager) ? (member(manager, 'value') ?? '') : manager },
  };
};

/**
 * A record after a PATCH. The library applies operations to the resource; it is given none but those on paths of ours, so
 * that no text of the caller's becomes a path in an object. What comes out is read like any other resource.
 * @throws DomainError `request-invalid`
 */
export const patchUser = (before: UserRecord, targets: readonly TargetedOperation[]): UserRecord => {
  const resource = { schemas: [CORE_USER], meta: { resourceType: 'User' }, ...describeUser(before) };
  try {
    const patched = scimPatch(resource as never, targets.map(operationOf), {
      mutateDocument: false,
      treatMissingAsAdd: true,
    });
    return readUser(patched, before.active);
  } catch (error) {
    if (error instanceof ScimError)
      throw badRequest('invalidValue', 'The operations do not fit together. Nothing was changed.');
    throw error;
  }
};
