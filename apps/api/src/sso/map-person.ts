import { type Role, ROLES, type SsoSettings } from '@holdfast/contracts';
import { z } from 'zod';
import { Refusal } from './strict/index.js';

type Attributes = ReadonlyMap<string, readonly string[]>;

/** Whom Holdfast makes of a verified assertion. `role` undefined: groups give none here, roles are given in Holdfast. */
export interface MappedPerson {
  readonly name: string;
  readonly email: string;
  readonly department: string | null;
  readonly groups: readonly string[];
  readonly role: Role | undefined;
}

const Email = z.email().max(254);
const MAX_NAME = 120;

const first = (attributes: Attributes, name: string | null): string | undefined =>
  name === null ? undefined : attributes.get(name)?.find((value) => value !== '');

/** Control characters and bidi marks out, one line, no longer than a name is. */
const tidy = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_NAME)
    .trim();

const roleOf = (groups: readonly string[], mapping: SsoSettings['groups']): Role | undefined => {
  if (mapping.length === 0) return undefined;
  const member = new Set(groups);
  const given = mapping.filter(({ group }) => member.has(group)).map(({ role }) => role as Role);
  return ROLES.find((role) => given.includes(role)) ?? 'employee';
};

/**
 * Reads a person out of an assertion's attributes, as the connection says. Pure.
 * @throws Refusal `email-missing`, `email-invalid`
 */
export const mapPerson = (attributes: Attributes, settings: SsoSettings): MappedPerson => {
  const { attributes: names } = settings;
  const given = first(attributes, names.email)?.toLowerCase();
  if (given === undefined)
    throw new Refusal('email-missing', `There is no attribute “${names.email}” with an e-mail address.`);
  const email = Email.safeParse(given);
  if (!email.success)
    throw new Refusal('email-invalid', `The attribute “${names.email}” holds no e-mail address.`);
  const name = tidy(first(attributes, names.name) ?? '') || email.data.split('@', 1)[0]!.slice(0, MAX_NAME);
  const groups = names.groups === null ? [] : [...(attributes.get(names.groups) ?? [])];
  return {
    name,
    email: email.data,
    department: tidy(first(attributes, names.department) ?? '') || null,
    groups,
    role: roleOf(groups, settings.groups),
  };
};
