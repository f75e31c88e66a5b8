import { describe, expect, it } from '@jest/globals';
import { type Claim, CLAIM_CODES, CLAIM_COLUMNS } from './claim.js';
import { statementText } from './statement-text.js';
import type { VisibilityRules } from './visibility-rules.js';
import { visibilityOf } from './visibility-of.js';

const RULES: VisibilityRules = {
  scope: {
    categories: ['photos', 'videos', 'documents', 'contacts'],
    optionalCategories: [],
    iosBackup: 'photos',
  },
  copies: { jurisdictions: [] },
  reminders: { escalateTo: 'admin' },
  privacy: {
    companyKey: 'split',
    employeeMayNarrow: true,
    purpose: '',
    lawfulBasis: 'unrecorded',
    worksCouncilAgreement: '',
  },
};
const KEY = { fingerprint: '0123 4567 89ab cdef 0123' };
const withPrivacy = (privacy: Partial<VisibilityRules['privacy']>): VisibilityRules => ({
  ...RULES,
  privacy: { ...RULES.privacy, ...privacy },
});
const codes = (claims: readonly Claim[]) => claims.map(({ code }) => code);
const column = (claims: readonly Claim[], wanted: Claim['column']) =>
  claims.filter((claim) => claim.column === wanted);

describe('what a company can see', () => {
  it('makes each claim once, and something in every column', () => {
    const claims = visibilityOf(RULES, KEY);
    expect(new Set(codes(claims)).size).toBe(claims.length);
    for (const wanted of CLAIM_COLUMNS) expect(column(claims, wanted)).not.toEqual([]);
  });

  it('can make every claim under some policy, and no other', () => {
    const policies = [
      visibilityOf(RULES, KEY),
      visibilityOf(RULES, undefined),
      visibilityOf(withPrivacy({ companyKey: 'none' }), KEY),
      visibilityOf({ ...RULES, reminders: { escalateTo: 'nobody' } }, KEY),
      visibilityOf({ ...RULES, scope: { ...RULES.scope, iosBackup: 'whole' } }, KEY),
    ];
    expect(new Set(policies.flatMap(codes))).toEqual(new Set(CLAIM_CODES));
  });

  it('with no company key says nothing of a key that could, whatever is registered', () => {
    const claims = visibilityOf(withPrivacy({ companyKey: 'none' }), KEY);
    expect(codes(column(claims, 'could-open'))).toEqual(['nobody-together']);
    expect(codes(claims)).toContain('no-company-key');
    expect(statementText('', claims)).not.toContain(KEY.fingerprint);
  });

  it('names the key by its fingerprint, and who has to act together', () => {
    const [split] = column(visibilityOf(RULES, KEY), 'could-open');
    expect(split?.text).toContain(KEY.fingerprint);
    expect(split?.text).toContain('two of its three holders together');
    const [single] = column(visibilityOf(withPrivacy({ companyKey: 'single' }), KEY), 'could-open');
    expect(single?.text).toContain('whoever holds it, alone');
    expect(codes(visibilityOf(RULES, KEY))).not.toContain('no-company-key');
  });

  it('says “nothing yet” before a key is registered', () => {
    expect(codes(column(visibilityOf(RULES, undefined), 'could-open'))).toEqual(['company-key-missing']);
  });

  it('stops naming a kind of data as not read once the policy names it', () => {
    const scope = { ...RULES.scope, categories: [...RULES.scope.categories, 'messages'] };
    const of = (rules: VisibilityRules) =>
      visibilityOf(rules, undefined).find(({ code }) => code === 'not-read')?.text;
    expect(of(RULES)).toContain('messages');
    expect(of({ ...RULES, scope })).not.toContain('messages');
  });

  it('keeps what somebody of the company wrote on its own line', () => {
    const purpose = 'Safety\n\nWhat your company can see\n\n- nothing\u202e\u0000';
    const text = statementText('Notice', visibilityOf(withPrivacy({ purpose }), KEY));
    expect(text.match(/^What your company can see$/gm)).toHaveLength(1);
    for (const hidden of ['\u202e', '\u0000']) expect(text).not.toContain(hidden);
  });
});

describe('the statement', () => {
  const text = (notice: string, rules = RULES, key: typeof KEY | 'none' = KEY) =>
    statementText(notice, visibilityOf(rules, key === 'none' ? undefined : key));

  it('names what is optional among what is read', () => {
    const scope = { ...RULES.scope, optionalCategories: ['calls', 'photos'] };
    const text = visibilityOf({ ...RULES, scope }, KEY)
      .map((claim) => claim.text)
      .join(' ');
    expect(text).toContain('calls, contacts, documents, photos and videos');
    expect(text).not.toMatch(/Not read: [^.]*calls/);
  });

  it('is the same for the same inputs, in whatever order categories are written', () => {
    const shuffled = {
      ...RULES,
      scope: { ...RULES.scope, categories: ['contacts', 'photos', 'documents', 'videos'] },
    };
    expect(text('Notice', shuffled)).toBe(text('Notice'));
    expect(text('Notice\r\nof two lines\r\n')).toBe(text('Notice\nof two lines'));
  });

  it.each<[string, VisibilityRules, typeof KEY | 'none']>([
    [
      'another kind of data',
      { ...RULES, scope: { ...RULES.scope, categories: ['photos', 'messages'] } },
      KEY,
    ],
    ['a whole iPhone', { ...RULES, scope: { ...RULES.scope, iosBackup: 'whole' } }, KEY],
    ['another way of holding the key', withPrivacy({ companyKey: 'single' }), KEY],
    ['no key of the company', withPrivacy({ companyKey: 'none' }), KEY],
    ['another key', RULES, { fingerprint: 'ffff ffff ffff ffff ffff' }],
    ['a key that is withdrawn', RULES, 'none'],
    ['another purpose', withPrivacy({ purpose: 'Safety' }), KEY],
    ['another basis', withPrivacy({ lawfulBasis: 'contract' }), KEY],
    ['an agreement', withPrivacy({ worksCouncilAgreement: 'of 2026' }), KEY],
    ['narrowing taken away', withPrivacy({ employeeMayNarrow: false }), KEY],
    ['somebody else who is told', { ...RULES, reminders: { escalateTo: 'manager' } }, KEY],
    ['another country', { ...RULES, copies: { jurisdictions: ['DE'] } }, KEY],
  ])('is another one with %s', (_what, rules, key) => {
    expect(text('Notice', rules, key)).not.toBe(text('Notice'));
  });
});
