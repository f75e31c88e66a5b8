import { describe, expect, it } from '@jest/globals';
import { policyDetail } from '../testing/answers';
import { draftOf, needsPurpose, policyOf } from './policy-draft';
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

  it('names what is kept, and nothing that is not', () => {
    const kept = policySections(policy)[2]?.says[0];
    expect(kept).toContain('the newest 3, 14 daily, 8 weekly, and 12 monthly');
    expect(kept).not.toContain('yearly');
  });
});

describe('a draft', () => {
  it('publishes what is in force when nothing was touched', () => {
    expect(policyOf(draftOf(policy), policy)).toEqual(policy);
  });

  it('differs only in what was touched, by its path', () => {
    const draft = {
      ...draftOf(policy),
      maxAgeHours: 72,
      categories: [...policy.scope.categories, 'contacts' as const],
    };
    expect(policyDifference(policy, policyOf(draft, policy))).toEqual([
      { field: 'schedule.maxAgeHours', before: '168', after: '72' },
      { field: 'scope.categories', before: 'photos, videos', after: 'photos, videos, contacts' },
    ]);
  });

  it('asks for a purpose only beyond the default categories', () => {
    expect(needsPurpose(['photos', 'contacts'])).toBe(false);
    expect(needsPurpose(['photos', 'messages'])).toBe(true);
  });
});
