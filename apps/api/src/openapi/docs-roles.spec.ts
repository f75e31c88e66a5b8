import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Endpoint, endpoints, may, PERMISSION_CODES, ROLES } from '@holdfast/contracts';

const text = readFileSync(join(import.meta.dirname, '../../../../docs/roles.md'), 'utf8');

/** Cells of the rows below a heading, without the row under the table's head. */
const tableUnder = (heading: string): string[][] => {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ :|-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.replaceAll('`', '').trim()),
    );
};

describe('docs/roles.md', () => {
  it('prints the table of permissions as it is', () => {
    expect(tableUnder('The table')).toEqual([
      ['permission', ...ROLES],
      ...PERMISSION_CODES.map((permission) => [
        permission,
        ...ROLES.map((role) => (may(role, permission) ? '●' : '')),
      ]),
    ]);
  });

  it('names every field that is withheld', () => {
    const declared = (Object.values(endpoints) as Endpoint[]).flatMap(({ id, withheld = [] }) =>
      withheld.map(({ path, unless }) => `${id} ${path} ${unless}`),
    );
    const [, ...printed] = tableUnder('Fields that are withheld');
    const named = printed.flatMap(([id, paths, unless]) =>
      (paths ?? '').split(', ').map((path) => `${String(id)} ${path} ${String(unless)}`),
    );
    expect(named.sort()).toEqual(declared.sort());
  });

  it('says each role in plain words', () => {
    for (const role of ROLES) {
      const name = role === 'privacy' ? 'Privacy officer' : role[0]?.toUpperCase() + role.slice(1);
      expect(text).toContain(`**${name}.**`);
    }
  });
});
