import { type AttributePath, readPath } from '../attribute-path.js';
import { type AttributeTable, USER_ATTRIBUTES } from '../filter/attributes.js';
import { type FilterNode, readFilter } from '../filter/read-filter.js';
import type { PatchOperation } from '../patch-body.js';
import { badRequest } from '../scim-refusal.js';
import { CORE_USER, ENTERPRISE } from '../urns.js';
import { isAbsent, isObject, type Json, member } from './read-user.js';

/** What a PATCH of a person can change, as paths of our own resource. */
export type Target =
  | 'userName'
  | 'externalId'
  | 'displayName'
  | 'name.givenName'
  | 'name.familyName'
  | 'active'
  | 'emails'
  | 'department'
  | 'manager';

/** An operation on one of them; `value` undefined: it is removed. */
export interface TargetedOperation {
  readonly target: Target;
  readonly value: unknown;
}

/** A map, and no object: names come from outside, and every object has a `constructor`. */
const OWN: ReadonlyMap<string, Target> = new Map([
  ['username', 'userName'],
  ['externalid', 'externalId'],
  ['displayname', 'displayName'],
  ['active', 'active'],
  ['name.givenname', 'name.givenName'],
  ['name.familyname', 'name.familyName'],
]);
const READ_ONLY = new Set(['id', 'meta', 'schemas', 'groups']);
const EXTENSION = ENTERPRISE.toLowerCase();
const CORE = CORE_USER.toLowerCase();

/**
 * The operations of a PATCH as changes of what we keep. Whatever else is named (phone numbers, titles, extensions of
 * others) is checked for its form and left alone: the directory may say it, it is not stored. An element of a list that
 * is not there, as Entra names it, is such a thing too.
 */
export const targetsOf = (operations: readonly PatchOperation[]): TargetedOperation[] =>
  operations.flatMap(({ op, path, value }) => {
    const given = op === 'remove' || isAbsent(value) ? undefined : value;
    if (path !== undefined) return targetsAt(path, given, true);
    return Object.entries(value as Json).flatMap(([key, inner]) =>
      targetsAt(key, isAbsent(inner) ? undefined : inner, false),
    );
  });

/** `named`: the path was said itself; a whole resource in a value may hold its id. */
const targetsAt = (path: string, value: unknown, named: boolean): TargetedOperation[] => {
  if (path.toLowerCase() === EXTENSION) return ofExtension(value);
  const at = readPath(path);
  if (at.schema === EXTENSION) return ofExtension({ [at.attribute]: value }, true);
  if (at.schema !== undefined && at.schema !== CORE) return [];
  if (READ_ONLY.has(at.attribute)) {
    if (!named) return [];
    throw badRequest('mutability', `“${at.attribute}” cannot be changed. Nothing was changed.`);
  }
  if (at.attribute === 'emails') return ofEmails(at, value);
  if (at.filter !== undefined) {
    readFilter(at.filter, ANYTHING);
    return [];
  }
  if (at.attribute === 'name' && at.sub === undefined) return ofName(value);
  const target = OWN.get(at.sub === undefined ? at.attribute : `${at.attribute}.${at.sub}`);
  return target === undefined ? [] : [{ target, value }];
};

const ofName = (value: unknown): TargetedOperation[] => {
  if (value === undefined)
    return [
      { target: 'name.givenName', value },
      { target: 'name.familyName', value },
    ];
  if (!isObject(value)) throw badRequest('invalidValue', '“name” is an object. Nothing was changed.');
  return Object.entries(value).flatMap(([key, inner]) => {
    const target = OWN.get(`name.${key.toLowerCase()}`);
    return target === undefined ? [] : [{ target, value: isAbsent(inner) ? undefined : inner }];
  });
};

const ofExtension = (value: unknown, single = false): TargetedOperation[] => {
  if (value === undefined)
    return [
      { target: 'department', value },
      { target: 'manager', value },
    ];
  if (!isObject(value)) throw badRequest('invalidValue', 'The extension is an object. Nothing was changed.');
  return (['department', 'manager'] as const).flatMap((target) => {
    const has = Object.keys(value).some((key) => key.toLowerCase() === target);
    if (!has) return [];
    const inner = member(value, target);
    return [{ target, value: isAbsent(inner) && (single || inner !== undefined) ? undefined : inner }];
  });
};

/** The one address that is kept is the primary one for work; others are let pass. */
const ofEmails = ({ filter, sub }: AttributePath, value: unknown): TargetedOperation[] => {
  if (filter !== undefined && !isOurs(readFilter(filter, ELEMENT))) return [];
  if (filter === undefined && sub === undefined) return [{ target: 'emails', value }];
  if (sub !== undefined && sub !== 'value') return [];
  const address = isObject(value) ? member(value, 'value') : value;
  if (value !== undefined && address === undefined) return [];
  return [{ target: 'emails', value: isAbsent(address) ? undefined : [{ value: address, primary: true }] }];
};

/** What chooses an element of the list of addresses. */
const ELEMENT: AttributeTable = {
  schema: CORE_USER,
  at: (path) => USER_ATTRIBUTES.at(`emails.${path}`),
  complex: new Set(),
};
/** Of lists that are not kept: only the form of what chooses their elements matters. */
const ANYTHING: AttributeTable = {
  schema: CORE_USER,
  at: () => ({ kind: 'exact', column: '', sortable: false, takes: () => true }),
  complex: new Set(),
};

/** Whether a filter chooses an element of type work that is primary, whatever its address. */
const isOurs = (filter: FilterNode): boolean => {
  switch (filter.op) {
    case 'and':
      return filter.of.every(isOurs);
    case 'or':
      return filter.of.some(isOurs);
    case 'not':
      return !isOurs(filter.of);
    case 'pr':
      return true;
    default: {
      const { attribute, value } = filter;
      if (attribute.kind !== 'same') return true;
      return (
        ((typeof value === 'string' ? value.toLowerCase() : value) === attribute.value) ===
        (filter.op === 'eq')
      );
    }
  }
};
