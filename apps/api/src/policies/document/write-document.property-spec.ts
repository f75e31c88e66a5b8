import { describe, expect, it } from '@jest/globals';
import { CATEGORIES, PolicyV1 } from '@holdfast/contracts';
import { changesBetween, nameKey, type Values } from '@holdfast/policy';
import fc from 'fast-check';
import { documentOf, type DocumentState } from './document-state.js';
import { planDocument } from './plan-document.js';
import { type PolicyDocument, readDocument } from './read-document.js';
import { writeDocument } from './write-document.js';

const text = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength });
const some = <T>(...values: T[]) => fc.constantFrom(...values);
const categories = fc.subarray([...CATEGORIES], { minLength: 1 });
const globs = fc.array(text(20), { maxLength: 2 });
const window = fc.record({
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  fromMinute: fc.nat(1439),
  toMinute: fc.nat(1439),
});

/** Any policies that the schema takes, whether or not they make sense. */
const policies = (name: string): fc.Arbitrary<PolicyV1> =>
  fc
    .record(
      {
        schedule: fc.record(
          { everyHours: fc.integer({ min: 1, max: 400 }), windows: fc.array(window, { maxLength: 2 }) },
          { requiredKeys: [] },
        ),
        scope: fc.record(
          {
            ...{
              categories,
              optionalCategories: categories,
              android: fc.record({ include: globs, exclude: globs }),
            },
            ...{ maxFileBytes: fc.option(fc.integer({ min: 1 })), iosBackup: some('photos', 'whole') },
          },
          { requiredKeys: [] },
        ),
        copies: fc.record(
          {
            locations: fc.array(fc.uuid(), { maxLength: 2 }),
            jurisdictions: fc.array(some('DE', 'NO', 'FR')),
            cloudAllowed: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
        limits: fc.record(
          {
            quotaBytesPerEmployee: fc.option(fc.integer({ min: 1 })),
            minimumAgentVersion: some(null, '1.0.0', '1.10.0'),
          },
          { requiredKeys: [] },
        ),
        privacy: fc.record(
          { purpose: fc.string({ unit: 'grapheme', maxLength: 40 }), worksCouncilAgreement: text(20) },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    )
    .map((differing) => PolicyV1.parse({ schema: 1, name, ...differing }));

/** What YAML, JavaScript or a terminal would take for something else. */
const ODD_NAMES = [
  ...['2026', 'null', 'yes', '- a', '{b}', '<<', '*x', '__proto__', 'constructor', ' a: #b', '"', "'"],
  ...['\u001b[31m', 'a\u202eb', '\u0085', '\u2028x', 'a\nb', '\ufeffa', '\u{e0001}', 'l\r\n'],
];
const ODD: PolicyDocument = {
  policies: ODD_NAMES.map((name) =>
    PolicyV1.parse({
      schema: 1,
      name,
      privacy: { purpose: name, worksCouncilAgreement: `${name}\n\n# ${name}` },
    }),
  ),
  everybody: '__proto__',
  groups: ODD_NAMES.map((group, at) => ({ group, policy: group, priority: at + 1 })),
};

const documents = fc
  .uniqueArray(fc.oneof(text(20), some(...ODD_NAMES)), { minLength: 1, maxLength: 4, selector: nameKey })
  .chain((names) =>
    fc.record({
      policies: fc.tuple(...names.map(policies)),
      everybody: fc.constantFrom(...names),
      groups: fc
        .uniqueArray(text(30), { maxLength: 3, selector: nameKey })
        .map((groups) =>
          groups.map((group, at) => ({ group, policy: names[at % names.length] ?? '', priority: at + 1 })),
        ),
    }),
  );

describe('a document that is written', () => {
  it('reads back as what it was written of, and is the same text again', () => {
    fc.assert(
      fc.property(documents, (document: PolicyDocument) => {
        const written = writeDocument(document);
        expect(written).not.toMatch(/[^\P{C}\n]/u);
        const { document: read } = readDocument(written);
        expect(read.policies).toHaveLength(document.policies.length);
        for (const policy of document.policies) {
          const again = read.policies.find(({ name }) => name === policy.name) as unknown as Values;
          expect(changesBetween(policy as unknown as Values, again)).toEqual([]);
        }
        expect([read.everybody, read.groups]).toEqual([document.everybody, document.groups]);
        expect(writeDocument(read)).toBe(written);
      }),
      { numRuns: 10, examples: [[ODD]] },
    );
  });

  it('plans nothing where what was exported is what is there', () => {
    fc.assert(
      fc.property(documents, (document: PolicyDocument) => {
        const state = stateOf(document);
        const groups = state.assignments.flatMap(({ groupId: id, groupName: name }) =>
          id !== undefined && name !== undefined ? [{ id, name }] : [],
        );
        const { document: read } = readDocument(writeDocument(documentOf(state)));
        const byName = new Map(groups.map((group) => [nameKey(group.name), group]));
        const around = { otherNames: [], locations: [], hasCompanyKey: true, byDefault: CATEGORIES };
        const plan = planDocument(state, read, byName, around);
        expect([plan.policies, plan.assigned]).toEqual([[], []]);
        expect(
          plan.lines.map(({ policyId, groupId, priority }) => [policyId, groupId, priority]).sort(),
        ).toEqual(
          state.assignments.map(({ policyId, groupId, priority }) => [policyId, groupId, priority]).sort(),
        );
      }),
      { numRuns: 10, examples: [[ODD]] },
    );
  });
});

/** A company that has what a document says. */
function stateOf({ policies: given, everybody, groups }: PolicyDocument): DocumentState {
  const now = new Date(0);
  const policies = given.map((policy, at) => ({
    ...{ id: `policy ${String(at)}`, version: at + 1, publishedAt: now, publishedBy: null, policy },
  }));
  const line = (name: string, priority: number, groupName?: string) => {
    const { id: policyId = '', version = 0 } = policies.find(({ policy }) => policy.name === name) ?? {};
    const groupId = groupName === undefined ? undefined : `group ${groupName}`;
    return {
      ...{
        id: String(priority),
        policyId,
        version,
        publishedAt: now,
        since: now,
        groupId,
        groupName,
        priority,
      },
    };
  };
  const assignments = [
    line(everybody, 0),
    ...groups.map(({ group, policy, priority }) => line(policy, priority, group)),
  ];
  return { policies, assignments };
}
