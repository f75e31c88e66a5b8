import { describe, expect, it } from '@jest/globals';
import { evaluatePhone, type FoundPhoneState } from './evaluate-phone.js';
import type { FoundGapCode } from './gap.js';
import type { LackingFacts, PhoneFacts, SnapshotFacts } from './phone-facts.js';

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour));
const policy = (required = 1, optionalCategories: string[] = []) => ({
  schedule: { maxAgeHours: 7 * 24, graceHours: 72 },
  scope: { categories: ['photos', 'contacts'], optionalCategories },
  copies: { required },
});
const both = ['photos', 'contacts'];
const snapshot = (day: number, copies = 1, categories = both): SnapshotFacts => ({
  takenAt: at(day),
  copies,
  categories,
});
const phone = (snapshots: SnapshotFacts[], more: Partial<PhoneFacts> = {}): PhoneFacts => ({
  enrolledAt: at(1),
  snapshots,
  ...more,
});
const lacks = (day: number): LackingFacts => ({
  takenAt: at(day),
  cause: 'iphone-not-encrypted',
  categories: ['contacts', 'health'],
});
const now = at(20);

type Row = [
  string,
  ReturnType<typeof policy>,
  PhoneFacts,
  FoundPhoneState,
  [FoundGapCode, Date][],
  Date | undefined,
];

const rows: Row[] = [
  ['fresh, in grace', policy(), phone([], { enrolledAt: at(19) }), 'in-grace', [], at(22)],
  ['grace is over', policy(), phone([]), 'never-backed-up', [['never-backed-up', at(4)]], undefined],
  ['met', policy(), phone([snapshot(18)]), 'protected', [], at(25)],
  ['too old', policy(), phone([snapshot(10)]), 'at-risk', [['overdue', at(17)]], undefined],
  ['exactly too old', policy(), phone([snapshot(13)]), 'at-risk', [['overdue', at(20)]], undefined],
  [
    'one category too old',
    policy(),
    phone([snapshot(18, 1, ['photos']), snapshot(10)]),
    'at-risk',
    [['overdue', at(17)]],
    undefined,
  ],
  [
    'that category is optional',
    policy(1, ['contacts']),
    phone([snapshot(18, 1, ['photos'])]),
    'protected',
    [],
    at(25),
  ],
  [
    'categories from two snapshots',
    policy(),
    phone([snapshot(18, 1, ['photos']), snapshot(16, 1, ['contacts'])]),
    'protected',
    [],
    at(23),
  ],
  ['one copy of two', policy(2), phone([snapshot(18)]), 'at-risk', [['too-few-copies', at(18)]], at(25)],
  [
    'an older one has both copies',
    policy(2),
    phone([snapshot(18), snapshot(15, 2)]),
    'protected',
    [],
    at(22),
  ],
  [
    'the one with both copies is too old',
    policy(2),
    phone([snapshot(18), snapshot(10, 2)]),
    'at-risk',
    [['too-few-copies', at(17)]],
    at(25),
  ],
  [
    'a category asked for since yesterday',
    policy(),
    phone([snapshot(18, 1, ['photos'])], { askedSince: at(19) }),
    'in-grace',
    [],
    at(25),
  ],
  [
    'too old and locked',
    policy(),
    phone([snapshot(10)], { waitsForPerson: true }),
    'waiting',
    [['overdue', at(17)]],
    undefined,
  ],
  ['met and locked', policy(), phone([snapshot(18)], { waitsForPerson: true }), 'protected', [], at(25)],
  [
    'the newest lacks one, no other has it',
    policy(),
    phone([snapshot(18, 1, ['photos'])], { newestLacks: lacks(18) }),
    'at-risk',
    [['partial', at(18)]],
    at(25),
  ],
  [
    'the newest lacks one, an older one within the age has it',
    policy(),
    phone([snapshot(18, 1, ['photos']), snapshot(15)], { newestLacks: lacks(18) }),
    'protected',
    [],
    at(22),
  ],
  [
    'the newest lacks one, the one that has it is too old',
    policy(),
    phone([snapshot(18, 1, ['photos']), snapshot(10)], { newestLacks: lacks(18) }),
    'at-risk',
    [['partial', at(17)]],
    at(25),
  ],
  [
    'the newest lacks one and is too old itself',
    policy(),
    phone([snapshot(12, 1, ['photos'])], { newestLacks: lacks(12) }),
    'at-risk',
    [
      ['overdue', at(19)],
      ['partial', at(12)],
    ],
    undefined,
  ],
  [
    'what it lacks is optional',
    policy(1, ['contacts']),
    phone([snapshot(18, 1, ['photos'])], { newestLacks: lacks(18) }),
    'protected',
    [],
    at(25),
  ],
  [
    'it lacks one and waits for the passcode',
    policy(),
    phone([snapshot(18, 1, ['photos'])], { newestLacks: lacks(18), waitsForPerson: true }),
    'waiting',
    [['partial', at(18)]],
    at(25),
  ],
  ['declined', policy(), phone([], { neutral: 'declined' }), 'declined', [], undefined],
];

describe('evaluatePhone', () => {
  it.each(rows)('%s', (_title, rules, facts, state, gaps, nextTransitionAt) => {
    const found = evaluatePhone(rules, facts, now);
    expect(found.state).toBe(state);
    expect(found.gaps.map((gap) => [gap.code, gap.since])).toEqual(gaps);
    expect(found.nextTransitionAt).toEqual(nextTransitionAt);
  });

  it('passes on why something lacks', () => {
    const facts = phone([snapshot(18, 1, ['photos'])], { newestLacks: lacks(18) });
    expect(evaluatePhone(policy(), facts, now).gaps).toMatchObject([{ cause: 'iphone-not-encrypted' }]);
  });
});
