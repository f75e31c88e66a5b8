import { isStorable } from '../case-key.js';
import { isId } from '../resource-id.js';
import { badRequest } from '../scim-refusal.js';
import { isAbsent, isObject, member } from '../user/read-user.js';

/** What the directory says of a group, but its members. */
export interface GroupRecord {
  readonly displayName: string;
  readonly externalId: string | null;
}

/** A list of members is at most so long in one request. */
const MOST_MEMBERS = 10_000;

export const readGroupText = (value: unknown, name: string, most: number): string | null => {
  if (isAbsent(value)) return null;
  if (typeof value !== 'string' || [...value].length > most || !isStorable(value))
    throw badRequest(
      'invalidValue',
      `“${name}” is a text of at most ${most} characters. Nothing was changed.`,
    );
  return value;
};

export const readDisplayName = (value: unknown): string => {
  const displayName = readGroupText(value, 'displayName', 256);
  if (displayName === null)
    throw badRequest('invalidValue', '“displayName” is missing. Nothing was changed.');
  return displayName;
};

/**
 * Ids of members: `[{ "value": … }]`, or one of them. A group as a member is refused, whether it says so itself or (later)
 * because its id is a group's: nobody could tell which policy covers whom through groups in groups, or in a circle of them.
 */
export const readMembers = (value: unknown): string[] => {
  const members = [value ?? []].flat();
  if (members.length > MOST_MEMBERS)
    throw badRequest('tooMany', `At most ${MOST_MEMBERS} members in one request. Nothing was changed.`);
  return members.map((one) => {
    if (isObject(one) && String(member(one, 'type') ?? '').toLowerCase() === 'group') throw nestedGroup();
    const id = isObject(one) ? member(one, 'value') : one;
    if (typeof id !== 'string')
      throw badRequest(
        'invalidValue',
        'A member has the id of a person as its “value”. Nothing was changed.',
      );
    if (!isId(id)) throw unknownMember();
    return id.toLowerCase();
  });
};

export const unknownMember = () =>
  badRequest('invalidValue', 'A member is none of the people that you told of. Nothing was changed.');

export const nestedGroup = () =>
  badRequest(
    'invalidValue',
    'A group cannot be a member of a group here: policies are assigned to groups, and have to say clearly whom they cover. ' +
      'Name the people themselves. Nothing was changed.',
  );

/** @throws DomainError `request-invalid` */
export const readGroup = (body: unknown): { said: GroupRecord; members: string[] } => {
  if (!isObject(body)) throw badRequest('invalidSyntax', 'The body is not a resource. Nothing was changed.');
  return {
    said: {
      displayName: readDisplayName(member(body, 'displayName')),
      externalId: readGroupText(member(body, 'externalId'), 'externalId', 254),
    },
    members: readMembers(member(body, 'members')),
  };
};
