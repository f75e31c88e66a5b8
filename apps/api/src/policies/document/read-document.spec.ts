import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../problems/index.js';
import { readDocument } from './read-document.js';

const HEAD = 'holdfast: policies/1\n';
const ASSIGNED = 'assignments:\n  everybody: Standard\n';
const document = (policies: string, assigned = ASSIGNED) => `${HEAD}policies:\n${policies}${assigned}`;
const STANDARD = '  Standard: {}\n';

const refusal = (text: string) => {
  try {
    readDocument(text);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'document-refused') return error.context.issues ?? [];
    throw error;
  }
  throw new Error('It was taken');
};

describe('a document of policies', () => {
  it('says policies by what differs from the defaults, or from a preset, and whom they cover', () => {
    const { document: read } = readDocument(
      document(
        `${STANDARD}  "2026": { preset: high-risk-team, schedule: { everyHours: 6 } }\n`,
        `${ASSIGNED}  groups:\n    - { group: Drivers, policy: "2026", priority: 5 }\n`,
      ),
    );
    expect(
      read.policies.map(({ name, schedule, scope }) => [name, schedule.everyHours, scope.iosBackup]),
    ).toEqual([
      ['2026', 6, 'whole'],
      ['Standard', 24, 'photos'],
    ]);
    expect(read.policies[0]?.schedule.maxAgeHours).toBe(72);
    expect(read).toMatchObject({
      everybody: 'Standard',
      groups: [{ group: 'Drivers', policy: '2026', priority: 5 }],
    });
    // JSON is YAML, and nothing after a name is the defaults.
    const json = {
      holdfast: 'policies/1',
      policies: { Standard: null },
      assignments: { everybody: 'standard' },
    };
    expect(readDocument(JSON.stringify(json)).document.policies[0]?.name).toBe('Standard');
  });

  it.each([
    [
      'a field that there is not',
      document('  Standard:\n    schedule:\n      everyHour: 1\n'),
      5,
      7,
      'unrecognized-keys',
    ],
    [
      'a value out of bounds',
      document('  Standard:\n    schedule:\n      everyHours: 0\n'),
      5,
      7,
      'too-small',
    ],
    ['a name within a policy', document('  Standard:\n    name: Other\n'), 4, 5, 'unknown-field'],
    ['a preset that there is not', document('  Standard:\n    preset: best\n'), 4, 5, 'preset'],
    ['a key twice', document(`${STANDARD}${STANDARD}`), 4, 3, 'duplicate-key'],
    ['a name twice in another case', document(`${STANDARD}  STANDARD: {}\n`), 4, 3, 'name-taken'],
    ['an anchor', document('  Standard: &a {}\n'), 3, 16, 'anchor'],
    ['an alias', document('  Standard: &a {}\n  Other: *a\n'), 3, 16, 'anchor'],
    ['a tag', document('  Standard: !!map {}\n'), 3, 19, 'tag'],
    ['a tag of its own', document('  Standard: !run "rm"\n'), 3, 18, 'tag'],
    ['a merge', document('  Standard:\n    <<: { schedule: {} }\n'), 4, 5, 'unrecognized-keys'],
    ['a key that is a number', document('  Standard: {}\n  2026: {}\n'), 4, 3, 'key'],
    ['a key that is a list', document('  Standard: {}\n  ? [a]\n  : {}\n'), 4, 5, 'key'],
    [
      'a key that every object has',
      document('  Standard:\n    __proto__: { x: 1 }\n'),
      4,
      5,
      'unknown-field',
    ],
    ['a second document', `${document(STANDARD)}---\nholdfast: policies/1\n`, 6, 1, 'multiple-docs'],
    ['what is not YAML', `${HEAD}policies: [`, 2, 12, 'bad-indent'],
    ['another kind of document', 'kind: Deployment\n', 1, 1, 'invalid-value'],
    ['a text', 'hello', 1, 1, 'invalid-type'],
    ['nothing', '# nothing\n', 1, 1, 'invalid-type'],
    [
      'a policy that there is not',
      document(STANDARD, 'assignments:\n  everybody: Best\n'),
      5,
      3,
      'policy-unknown',
    ],
    [
      'a tie',
      document(
        STANDARD,
        `${ASSIGNED}  groups:\n    - { group: A, policy: Standard, priority: 1 }\n    - { group: B, policy: Standard, priority: 1 }\n`,
      ),
      ...([8, 7, 'tie'] as const),
    ],
    [
      'a group twice',
      document(
        STANDARD,
        `${ASSIGNED}  groups:\n    - { group: A, policy: Standard, priority: 1 }\n    - { group: a, policy: Standard, priority: 2 }\n`,
      ),
      ...([8, 7, 'group-twice'] as const),
    ],
  ] as const)('refuses %s, at its line and column', (_what, text, line, column, code) => {
    const [first] = refusal(text);
    expect([first?.code, first?.message]).toEqual([
      code,
      expect.stringContaining(`Line ${String(line)}, column ${String(column)}:`),
    ]);
  });

  it('refuses bombs soon: aliases of aliases, depth, length', () => {
    const bomb = Array.from(
      { length: 30 },
      (_, at) => `a${String(at + 1)}: &a${String(at + 1)} [*a${String(at)}, *a${String(at)}]`,
    );
    expect(refusal(['a0: &a0 [x, x]', ...bomb].join('\n'))[0]?.code).toBe('anchor');
    expect(refusal('['.repeat(100_000))[0]?.code).toMatch(/deep|exhaustion/);
    expect(refusal(`${'- '.repeat(50_000)}x`)[0]?.code).toMatch(/deep|exhaustion/);
    expect(refusal(`a: ${'{b: '.repeat(20)}1${'}'.repeat(20)}`)[0]?.code).toBe('deep');
    expect(refusal(`# ${'é'.repeat(131_072)}`)[0]?.code).toBe('too-long');
  });
});
