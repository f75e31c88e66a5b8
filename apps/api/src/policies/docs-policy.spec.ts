import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { POLICY_PRESET_IDS, PolicyV1 } from '@holdfast/contracts';
import { checkPolicy, POLICY_FINDING_CODES } from '@holdfast/policy';

const docs = readFileSync(new URL('../../../../docs/policy.md', import.meta.url), 'utf8');
const rows = docs
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
const tell = (cell: string | undefined): string => (cell ?? '').replaceAll('`', '');

const leaves = (value: object, before = ''): [string, unknown][] =>
  Object.entries(value).flatMap(([field, inner]: [string, unknown]): [string, unknown][] =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leaves(inner, `${before}${field}.`)
      : [[`${before}${field}`, inner]],
  );

describe('docs/policy.md', () => {
  it('explains every field of a policy, with its default and who acts on it', () => {
    const fields = rows.filter((cells) => cells.length === 4);
    const { name: _, ...defaults } = PolicyV1.parse({ schema: 1, name: 'Standard' });
    expect(
      fields.flatMap(([field, byDefault]) =>
        tell(field) === 'name' ? [] : [[tell(field), tell(byDefault)]],
      ),
    ).toEqual(leaves(defaults).map(([field, value]) => [field, JSON.stringify(value)]));
    for (const [, , means = '', actor = ''] of fields) {
      expect(means.length).toBeGreaterThan(6);
      expect(actor).toMatch(/nobody yet|the agent|the server|coverage|the statement/);
    }
  });

  it('has every finding with its level, and every preset', () => {
    const told = rows.filter(([, level]) => level === 'refused' || level === 'warning');
    expect(told.map(([code]) => tell(code)).sort()).toEqual([...POLICY_FINDING_CODES].sort());
    for (const id of POLICY_PRESET_IDS) expect(docs).toContain(`\`${id}\``);
  });

  it('says of the levels what a check says', () => {
    const asked = PolicyV1.parse({
      ...{ schema: 1, name: 'x', schedule: { everyHours: 9, maxAgeHours: 8, graceHours: 9 } },
      copies: { immutability: 'compliance', required: 9, offSite: 10 },
      privacy: { companyKey: 'none' },
      scope: { categories: ['chats'], usbDebugging: 'never', maxFileBytes: 1 },
    });
    const surroundings = { locations: [], otherNames: ['X'], hasCompanyKey: false, byDefault: [] };
    const findings = checkPolicy(asked, surroundings);
    expect(findings.length).toBeGreaterThan(8);
    for (const { code, level } of findings)
      expect(rows.find(([told]) => tell(told) === code)?.[1]).toBe(level);
  });
});
