import { describe, expect, it } from '@jest/globals';
import { CATEGORIES, PolicyV1 } from '@holdfast/contracts';
import { changesBetween, nameKey, type Values } from '@holdfast/policy';
import fc from 'fast-check';
import { readDocument } from './read-document.js';
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

const documents = fc
  .uniqueArray(
    fc.oneof(
      text(20),
      some(
        '2026',
        'null',
        'yes',
        '- a',
        '{b}',
        '<<',
        ...['\u001b[31m', 'a\u202eb', '\u0085', '\u2028x', 'a\nb', '\ufeffa', '\u{e0001}', 'l\r\n'],
        '*x',
        '__proto__',
        'constructor',
        ' a: #b',
        '"',
        "'",
      ),
    ),
    { minLength: 1, maxLength: 4, selector: nameKey },
  )
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
      fc.property(documents, (document) => {
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
      { numRuns: 150 },
    );
  });
});
