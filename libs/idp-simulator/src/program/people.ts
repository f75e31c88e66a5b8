import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Refused } from './loopback.js';

const Line = z.string().trim().min(1).max(200);

/** Somebody to sign in as. `id` is the persistent NameID: it stays when name and e-mail address change. */
export const Person = z.strictObject({
  id: Line,
  name: Line,
  email: z.email(),
  department: Line.optional(),
  groups: z.array(Line).default([]),
});
export type Person = z.output<typeof Person>;

const People = z
  .array(Person)
  .min(1)
  .max(500)
  .refine((people) => new Set(people.map(({ id }) => id)).size === people.length, 'Two people have one id.');

/** For who brings no people of their own: one for each role that a group may give. */
export const DEMO_PEOPLE: readonly Person[] = [
  person('Anna Berg', 'IT', 'it-admins'),
  person('Jonas Lind', 'IT', 'it-helpdesk'),
  person('Petra Novak', 'Legal', 'privacy'),
  person('Samuel Okoye', 'Finance', 'auditors'),
  person('Mira Falk', 'Sales'),
];

/** The attributes that an assertion tells of a person. */
export const attributesOf = ({
  name,
  email,
  department,
  groups,
}: Person): Record<string, string | string[]> => ({
  displayName: name,
  email,
  ...(department === undefined ? {} : { department }),
  ...(groups.length === 0 ? {} : { groups }),
});

/** People from a JSON file: `[{ "id", "name", "email", "department"?, "groups"? }, …]`. @throws Refused */
export const loadPeople = async (file: string): Promise<readonly Person[]> => {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Refused(`The people cannot be read from ${file}: ${(error as Error).message}.`);
  }
  const read = People.safeParse(json);
  if (!read.success) throw new Refused(`${file} does not hold people:\n${z.prettifyError(read.error)}`);
  return read.data;
};

function person(name: string, department: string, group?: string): Person {
  const id = name.toLowerCase().replace(' ', '.');
  const groups = ['everybody', ...(group === undefined ? [] : [group])];
  return { id: `demo-${id}`, name, email: `${id}@northwind.example`, department, groups };
}
