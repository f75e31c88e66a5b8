import { type AttributePath, readPath } from '../attribute-path.js';
import { type AttributeTable } from '../filter/attributes.js';
import { type FilterNode, readFilter } from '../filter/read-filter.js';
import type { PatchOperation } from '../patch-body.js';
import { badRequest } from '../scim-refusal.js';
import { CORE_GROUP } from '../urns.js';
import { isAbsent, type Json } from '../user/read-user.js';
import { readDisplayName, readGroupText, readMembers } from './group-record.js';

/** One change of a group: of what it is called, or of who is in it. `leave` of undefined: everybody. */
export type GroupChange =
  | { readonly kind: 'displayName'; readonly value: string }
  | { readonly kind: 'externalId'; readonly value: string | null }
  | { readonly kind: 'join' | 'members'; readonly ids: readonly string[] }
  | { readonly kind: 'leave'; readonly ids: readonly string[] | undefined };

const READ_ONLY = new Set(['id', 'meta', 'schemas']);

/**
 * The operations of a PATCH as changes. Members are never read to be patched: a group of the whole company costs as much
 * as the members that are named. @throws DomainError `request-invalid`
 */
export const groupChanges = (operations: readonly PatchOperation[]): GroupChange[] =>
  operations.flatMap((operation) => {
    const { op, path, value } = operation;
    if (path !== undefined) return changesAt(readPath(path), operation, true);
    return Object.entries(value as Json).flatMap(([key, inner]) =>
      changesAt(readPath(key), { op, path: key, value: inner }, false),
    );
  });

const changesAt = (at: AttributePath, { op, value }: PatchOperation, named: boolean): GroupChange[] => {
  if (at.schema !== undefined && at.schema !== CORE_GROUP.toLowerCase()) return [];
  if (at.attribute === 'members') return memberChanges(at, op, value);
  if (READ_ONLY.has(at.attribute)) {
    if (!named) return [];
    throw badRequest('mutability', `“${at.attribute}” cannot be changed. Nothing was changed.`);
  }
  const given = op === 'remove' ? undefined : value;
  if (at.attribute === 'displayname') return [{ kind: 'displayName', value: readDisplayName(given) }];
  if (at.attribute === 'externalid')
    return [{ kind: 'externalId', value: readGroupText(given, 'externalId', 254) }];
  return [];
};

const memberChanges = (at: AttributePath, op: PatchOperation['op'], value: unknown): GroupChange[] => {
  if (at.filter !== undefined) {
    if (op !== 'remove')
      throw badRequest('invalidPath', 'Members are added and replaced as a list. Nothing was changed.');
    return [{ kind: 'leave', ids: readMembers(namedIn(readFilter(at.filter, MEMBER))) }];
  }
  if (op === 'remove') {
    // Everybody leaves only where nobody is named at all: an empty list names nobody.
    if (value === undefined) return [{ kind: 'leave', ids: undefined }];
    if (isAbsent(value))
      throw badRequest('invalidValue', 'Nobody is named to be removed. Nothing was changed.');
    return [{ kind: 'leave', ids: readMembers(value) }];
  }
  return [{ kind: op === 'add' ? 'join' : 'members', ids: readMembers(value) }];
};

/** `value eq "id"`, several joined by `or`: what else a filter could say would be a guess at who is meant. */
const namedIn = (filter: FilterNode): string[] => {
  if (filter.op === 'or') return filter.of.flatMap(namedIn);
  if (filter.op === 'eq' && typeof filter.value === 'string') return [filter.value];
  throw badRequest('invalidFilter', 'Members are named by “value eq”. Nothing was changed.');
};

const MEMBER: AttributeTable = {
  schema: CORE_GROUP,
  at: (path) =>
    path === 'value'
      ? { kind: 'id', column: '', sortable: false, takes: (op, value) => op === 'eq' && value !== null }
      : undefined,
  complex: new Set(),
};
