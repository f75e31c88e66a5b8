import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CATEGORIES, POLICY_PRESETS, PolicyV1 } from '@holdfast/contracts';
import { checkPolicy } from '@holdfast/policy';

/** A company with a folder of the server's and a bucket. */
const COMPANY = {
  otherNames: [],
  locations: [
    { id: 'folder', offSite: false, cloud: false, canLock: false },
    { id: 'bucket', offSite: true, cloud: true, canLock: true },
  ],
  hasCompanyKey: true,
  byDefault: DEFAULT_CATEGORIES,
};

describe.each(POLICY_PRESETS)('the preset $id', ({ policy: input, sentence }) => {
  const policy = PolicyV1.parse(input);
  const refusals = (of: PolicyV1) => checkPolicy(of, COMPANY).filter(({ level }) => level === 'refused');

  it('can be published, once the reason that it names is on record', () => {
    const beyond = policy.scope.categories.some(
      (category) => !(DEFAULT_CATEGORIES as readonly string[]).includes(category),
    );
    expect(refusals(policy).map(({ code }) => code)).toEqual(beyond ? ['reason-missing'] : []);
    for (const refusal of refusals(policy))
      for (const category of policy.scope.categories)
        if (!(DEFAULT_CATEGORIES as readonly string[]).includes(category))
          expect(refusal.sentence).toContain(category);
    const privacy = { ...policy.privacy, purpose: 'Phones hold evidence', lawfulBasis: 'contract' as const };
    expect(refusals({ ...policy, privacy })).toEqual([]);
  });

  it('is told in one sentence, and asks for a time that can be kept', () => {
    expect(sentence).toMatch(/^[A-Z][^.]+\.$/);
    expect(policy.schedule.everyHours).toBeLessThan(policy.schedule.maxAgeHours);
  });
});
