import { z } from 'zod';
import { isStorable } from '../case-key.js';
import { badRequest } from '../scim-refusal.js';
import { ENTERPRISE } from '../urns.js';
import type { UserRecord } from './user-record.js';

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The member of a JSON object by its name, whatever the case (RFC 7643, section 2.1). Own members only. */
export const member = (object: unknown, name: string): unknown => {
  if (!isObject(object)) return undefined;
  const wanted = name.toLowerCase();
  return Object.entries(object).find(([key]) => key.toLowerCase() === wanted)?.[1];
};

/** Absent, null, and the empty text that Entra sends for what was cleared, are the same. */
export const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const Email = z.email().max(254);

const text = (value: unknown, name: string, most: number): string | null => {
  if (isAbsent(value)) return null;
  if (typeof value !== 'string' || [...value].length > most || !isStorable(value))
    throw badRequest(
      'invalidValue',
      `“${name}” is a text of at most ${most} characters. Nothing was changed.`,
    );
  return value;
};

/** Also "True" and "False", as Entra sends them. */
export const readBoolean = (value: unknown, name: string): boolean => {
  if (typeof value === 'boolean') return value;
  const said = typeof value === 'string' ? value.toLowerCase() : undefined;
  if (said !== 'true' && said !== 'false')
    throw badRequest('invalidValue', `“${name}” is true or false. Nothing was changed.`);
  return said === 'true';
};

/** The one address that is kept: the primary one, else the one for work, else the first. */
const chosenEmail = (emails: unknown): unknown => {
  const all = [emails].flat().filter((one) => !isAbsent(member(one, 'value')));
  const primary = all.find((one) => String(member(one, 'primary')).toLowerCase() === 'true');
  const work = all.find((one) => String(member(one, 'type')).toLowerCase() === 'work');
  return member(primary ?? work ?? all[0], 'value');
};

const readEmail = (emails: unknown, userName: string): string => {
  const chosen = chosenEmail(emails);
  const email = Email.safeParse(isAbsent(chosen) ? userName : chosen);
  if (email.success) return email.data;
  throw badRequest(
    'invalidValue',
    'A person needs an e-mail address, in “emails” or as their “userName”: reminders go there. Nothing was changed.',
  );
};

/** The id of whom somebody reports to, as a text, as `{ "value": … }`, or in a list of one. */
const managerOf = (enterprise: unknown): unknown => {
  const manager = [member(enterprise, 'manager')].flat()[0];
  return isObject(manager) ? member(manager, 'value') : manager;
};

/**
 * Reads a person out of a SCIM resource. What is not kept is not read.
 * @param active what holds when the resource does not say
 * @throws DomainError `request-invalid`
 */
export const readUser = (resource: unknown, active: boolean): UserRecord => {
  if (!isObject(resource))
    throw badRequest('invalidSyntax', 'The body is not a resource. Nothing was changed.');
  const userName = text(member(resource, 'userName'), 'userName', 254);
  if (userName === null) throw badRequest('invalidValue', '“userName” is missing. Nothing was changed.');
  const name = member(resource, 'name');
  const enterprise = member(resource, ENTERPRISE);
  const said = member(resource, 'active');
  return {
    userName,
    externalId: text(member(resource, 'externalId'), 'externalId', 254),
    displayName:
      text(member(resource, 'displayName'), 'displayName', 256) ??
      text(member(name, 'formatted'), 'name', 256),
    givenName: text(member(name, 'givenName'), 'name.givenName', 120),
    familyName: text(member(name, 'familyName'), 'name.familyName', 120),
    email: readEmail(member(resource, 'emails'), userName),
    department: text(member(enterprise, 'department'), 'department', 120),
    managerId: text(managerOf(enterprise), 'manager', 300),
    active: isAbsent(said) ? active : readBoolean(said, 'active'),
  };
};
