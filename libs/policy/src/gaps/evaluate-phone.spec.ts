import { describe, expect, it } from '@jest/globals';
import type { CoverageRules } from '../policy-rules.js';
import { evaluatePhone, type FoundPhoneState } from './evaluate-phone.js';
import type { FoundGapCode } from './gap.js';
import type { EndedRun, LackingFacts, PhoneFacts, SnapshotFacts } from './phone-facts.js';
import { aCopy, at, rules, snapshot } from './testing/rules.js';

const policy = (required = 1, optionalCategories: string[] = []) =>
  rules({ copies: { required }, scope: { optionalCategories } });
const phone = (snapshots: SnapshotFacts[], more: Partial<PhoneFacts> = {}): PhoneFacts => ({
  enrolledAt: at(1),
  snapshots,
  ...more,
});
const failed = (day: number, hour = 0): EndedRun => ({
  endedAt: at(day, hour),
  completed: false,
  cause: 'unplugged',
});
const completed = (day: number): EndedRun => ({ endedAt: at(day), completed: true });
const lacks = (day: number): LackingFacts => ({
  takenAt: at(day),
  cause: 'iphone-not-encrypted',
  categories: ['contacts', 'health'],
});
const now = at(20);

type Row = [string, CoverageRules, PhoneFacts, FoundPhoneState, [FoundGapCode, Date][], Date | undefined];

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
    phone([snapshot(18, 1, ['photos'])], { askedSince: () => at(19) }),
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
  [
    'locked, said by a workstation that was seen today',
    policy(),
    phone([snapshot(10)], { waitsForPerson: true, seenAt: at(19, 12) }),
    'waiting',
    [['overdue', at(17)]],
    at(20, 12),
  ],
  [
    'locked, said by a workstation that is gone since',
    policy(),
    phone([snapshot(10)], { waitsForPerson: true, seenAt: at(18) }),
    'at-risk',
    [['overdue', at(17)]],
    undefined,
  ],
  [
    'from the future',
    policy(),
    phone([snapshot(21)]),
    'never-backed-up',
    [['never-backed-up', at(4)]],
    at(21),
  ],
  [
    'damaged',
    policy(),
    phone([snapshot(18)], { damagedSince: at(19) }),
    'at-risk',
    [['damaged', at(19)]],
    at(25),
  ],
  [
    'not one copy off site',
    rules({ copies: { offSite: 1 } }),
    phone([snapshot(18, [aCopy({ offSite: false })])]),
    'at-risk',
    [['too-few-copies', at(18)]],
    at(25),
  ],
  [
    'in a country that the policy does not name',
    rules({ copies: { jurisdictions: ['FR'] } }),
    phone([snapshot(18, [aCopy(), aCopy({ jurisdiction: null })])]),
    'at-risk',
    [['too-few-copies', at(18)]],
    at(25),
  ],
  [
    'locked more strongly than asked',
    rules({ copies: { immutability: 'governance' } }),
    phone([snapshot(18, [aCopy({ lock: 'compliance' })])]),
    'protected',
    [],
    at(25),
  ],
  [
    'locked less strongly than asked',
    rules({ copies: { immutability: 'compliance' } }),
    phone([snapshot(18, [aCopy({ lock: 'governance' })])]),
    'at-risk',
    [['too-few-copies', at(18)]],
    at(25),
  ],
  [
    'never read back',
    rules({ proof: { verifyEveryDays: 10 } }),
    phone([snapshot(18)], { firstSnapshotAt: at(5) }),
    'protected',
    [['unverified', at(15)]],
    at(25),
  ],
  [
    'read back in time',
    rules({ proof: { verifyEveryDays: 10 } }),
    phone([snapshot(18)], { firstSnapshotAt: at(5), verifiedAt: at(12) }),
    'protected',
    [],
    at(22),
  ],
  [
    'silent',
    rules({ proof: { agentSilentDays: 5 } }),
    phone([snapshot(18)], { seenAt: at(14) }),
    'protected',
    [['agent-silent', at(19)]],
    at(25),
  ],
  [
    'silent since it was enrolled',
    rules({ proof: { agentSilentDays: 30 } }),
    phone([snapshot(18)], {}),
    'protected',
    [],
    at(25),
  ],
  [
    'three failed since one completed',
    policy(),
    phone([snapshot(18)], { runs: [failed(19), failed(18, 5), failed(18, 3), completed(18)] }),
    'protected',
    [['failing', at(19)]],
    at(25),
  ],
  [
    'two failed',
    policy(),
    phone([snapshot(18)], { runs: [failed(19), failed(18, 5), completed(18), failed(17)] }),
    'protected',
    [],
    at(25),
  ],
  [
    'below the minimum version',
    rules({ limits: { minimumAgentVersion: '1.10.0' } }),
    phone([snapshot(18)], { agentVersion: '1.9.3', policySince: at(15) }),
    'protected',
    [['outdated-agent', at(15)]],
    at(25),
  ],
  [
    'changed as nothing explains',
    policy(),
    phone([snapshot(18)], { suspiciousSince: at(18) }),
    'protected',
    [['suspicious-change', at(18)]],
    at(25),
  ],
  [
    'files lack of what it contains',
    policy(),
    phone([snapshot(18)], {
      newestLacks: {
        takenAt: at(18),
        cause: 'permission-denied',
        categories: [],
        files: { categories: ['photos'], count: 3 },
      },
    }),
    'protected',
    [['partial', at(18)]],
    at(25),
  ],
  [
    'exempt from all of it',
    policy(),
    phone([snapshot(10)], { exemptions: [{ id: 'x', from: at(1), until: at(22) }] }),
    'exempt',
    [['overdue', at(17)]],
    at(22),
  ],
  [
    'exempt from another gap',
    policy(),
    phone([snapshot(10)], { exemptions: [{ id: 'x', codes: ['damaged'], from: at(1), until: at(22) }] }),
    'at-risk',
    [['overdue', at(17)]],
    at(22),
  ],
  [
    'no longer exempt',
    policy(),
    phone([snapshot(10)], { exemptions: [{ id: 'x', from: at(1), until: at(20) }] }),
    'at-risk',
    [['overdue', at(17)]],
    undefined,
  ],
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

  it('tells which exemption covers a gap, the one that lasts longest', () => {
    const exemptions = [
      { id: 'short', from: at(1), until: at(21) },
      { id: 'long', from: at(1), until: at(28) },
    ];
    const { gaps } = evaluatePhone(policy(), phone([], { exemptions }), now);
    expect(gaps).toMatchObject([{ code: 'never-backed-up', exemptionId: 'long' }]);
  });

  it('names what lacks for enough copies', () => {
    const { gaps } = evaluatePhone(policy(2), phone([snapshot(18)]), now);
    expect(gaps).toMatchObject([{ details: { of: 'copies', have: 1, asked: 2 } }]);
  });

  it('says of backups for which nobody came that they wait', () => {
    const runs = [19, 18, 17].map((day) => ({ ...failed(day), cause: 'passcode-not-given' }));
    const { gaps } = evaluatePhone(policy(), phone([snapshot(18)], { runs }), now);
    expect(gaps).toMatchObject([{ code: 'failing', severity: 'waiting', cause: 'passcode-not-given' }]);
  });

  it('counts within the age whatever lacks copies or is damaged', () => {
    expect(evaluatePhone(policy(2), phone([snapshot(18)], { damagedSince: at(19) }), now).withinAge).toBe(
      true,
    );
    expect(evaluatePhone(policy(), phone([snapshot(10)]), now).withinAge).toBe(false);
  });
});
