import { describe, expect, it } from '@jest/globals';
import { policyDetail } from '../testing/answers';
import { needsReason } from './fields/needs-reason';
import { policyDifference } from './policy-difference';
import { policySections } from './policy-sections';

const { policy } = policyDetail;

describe('a policy in words', () => {
  it('keeps the order of the sentence', () => {
    expect(policySections(policy).map(({ title }) => title)).toEqual([
      'What',
      'How often',
      'How long',
      'In how many places',
      'Who may open it',
      'Who is told',
      'Proven how often',
      'Within which limits',
    ]);
  });

  it('says what a choice about USB debugging leaves out', () => {
    const says = (usbDebugging: 'never' | 'allowed'): string =>
      policySections({ ...policy, scope: { ...policy.scope, usbDebugging } })[0]?.says.join(' ') ?? '';
    const never = says('never');
    for (const lost of ['contacts, messages, calls and calendar', 'list of apps', 'settings', 'Android/data'])
      expect(never).toContain(lost);
    expect(never).toContain('nothing is put back on it by cable');
    expect(says('allowed')).not.toContain('left out');
  });

  it('says how iPhones are read, and what of them is not', () => {
    const says = (scope: Partial<typeof policy.scope>): string =>
      policySections({ ...policy, scope: { ...policy.scope, ...scope } })[0]?.says.join(' ') ?? '';
    expect(says({})).toContain('no passcode is asked for');
    expect(says({ categories: ['photos', 'health'] })).toContain('Not read from iPhones: health.');
    const whole = says({ categories: ['photos', 'health'], iosBackup: 'whole' });
    expect(whole).toContain('read whole or not at all');
    expect(whole).toContain('for want of health');
    expect(whole).not.toContain('Not read from iPhones');
    expect(whole).not.toContain('Nothing else is read.');
    const required = says({ iosBackup: 'whole', iosEncryptedBackup: 'required' });
    expect(required).toContain('the phone stays a gap until its person turns encryption on');
    expect(says({ iosBackup: 'whole', iosEncryptedBackup: 'off' })).toContain('Nobody is asked');
  });

  it('says who could open it, and who else hears of a gap', () => {
    const says = (more: Partial<typeof policy.privacy>): string =>
      policySections({ ...policy, privacy: { ...policy.privacy, ...more } })[4]?.says.join(' ') ?? '';
    expect(says({})).toContain('several holders of the company');
    expect(says({ companyKey: 'none' })).toContain('the company has no key');
    expect(says({ employeeMayNarrow: false, purpose: 'Trips' })).toContain(
      'leave nothing out. Purpose: Trips',
    );
    expect(policySections(policy)[5]?.says.join(' ')).toContain('After 21 days IT hears of it.');
    expect(policySections(policy)[7]?.says).toContain(
      'On battery: works, sparingly (nothing acts on it yet)',
    );
  });

  it('names what is kept, and nothing that is not', () => {
    const kept = policySections(policy)[2]?.says[0];
    expect(kept).toContain('the newest 3, 14 daily, 8 weekly, and 12 monthly');
    expect(kept).not.toContain('yearly');
  });
});

it('asks for a reason beyond the default categories, and for whole iPhones', () => {
  const reads = (scope: Partial<typeof policy.scope>) =>
    needsReason({ ...policy, scope: { ...policy.scope, ...scope } });
  expect(reads({ categories: ['photos', 'contacts'] })).toBe(false);
  expect(reads({ categories: ['photos', 'messages'] })).toBe(true);
  expect(reads({ categories: ['photos'], iosBackup: 'whole' })).toBe(true);
});

describe('a difference', () => {
  it('has only what was touched, by its path', () => {
    const scope = { ...policy.scope, categories: [...policy.scope.categories, 'contacts' as const] };
    const schedule = { ...policy.schedule, maxAgeHours: 72 };
    expect(policyDifference(policy, policy)).toEqual([]);
    expect(policyDifference(policy, { ...policy, schedule, scope })).toEqual([
      { field: 'schedule.maxAgeHours', name: 'Overdue after, hours', before: '168', after: '72' },
      {
        field: 'scope.categories',
        name: 'What is read',
        before: 'photos, videos',
        after: 'photos, videos, contacts',
      },
    ]);
  });

  it('tells choices in the words of their lists, and anything else as it is stored', () => {
    const scope = { ...policy.scope, usbDebugging: 'never', iosBackup: 'whole', categories: ['app-data'] };
    const told = policyDifference({ scope: policy.scope }, { scope });
    expect(told.map(({ before, after }) => `${before} → ${after}`)).toEqual([
      'photos, videos → app data',
      'photos and videos only → the whole iPhone',
      'used, with a reminder to switch it off → never used',
    ]);
    const legal = policyDifference(
      { privacy: { lawfulBasis: 'unrecorded' } },
      { privacy: { lawfulBasis: 'constructor' } },
    );
    expect(legal).toMatchObject([{ before: 'not recorded', after: 'constructor' }]);
    expect(policyDifference({ a: [{ b: 1 }], c: null }, { a: [], c: 2 })).toMatchObject([
      { before: '{"b":1}', after: '–' },
      { before: '–', after: '2' },
    ]);
  });
});
