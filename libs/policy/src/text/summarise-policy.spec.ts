import { describe, expect, it } from '@jest/globals';
import { summarisePolicy, type SummaryRules } from './summarise-policy.js';

const policy: SummaryRules = {
  schedule: { everyHours: 24, maxAgeHours: 168, graceHours: 72, windows: [] },
  scope: {
    categories: ['photos', 'videos', 'contacts', 'notes'],
    optionalCategories: ['notes', 'calls'],
    iosBackup: 'photos',
  },
  copies: { required: 1 },
  retention: { keepLast: 3, daily: 14, weekly: 8, monthly: 0, yearly: 0 },
};

describe('summarisePolicy', () => {
  it('tells a policy as a person would', () => {
    expect(summarisePolicy(policy)).toBe(
      'Backs up photos, videos and contacts every day when the phone is attached. Takes notes and calls too where it can. ' +
        'Of iPhones reads only photos and videos. ' +
        'A phone is a gap when its newest backup is older than 7 days; a new one has 3 days for its first. ' +
        'Asks for 1 proven copy. Keeps at least the last 3, 14 daily and 8 weekly; no version is removed yet.',
    );
  });

  it('claims nothing that nothing does yet: keys of the company, locks, quotas', () => {
    const asked = { immutability: 'governance', quotaBytesPerEmployee: 1, companyKey: 'split' };
    expect(summarisePolicy({ ...policy, ...asked })).not.toMatch(/key|lock|quota|company|may store/i);
  });

  it('tells how iPhones are read, where that is not what is asked of the others', () => {
    const says = (iosBackup: 'photos' | 'whole', categories: string[]) =>
      summarisePolicy({ ...policy, scope: { categories, optionalCategories: [], iosBackup } });
    expect(says('photos', ['photos', 'videos'])).not.toContain('iPhone');
    expect(says('photos', ['contacts'])).toContain('Of iPhones reads nothing.');
    expect(says('whole', ['photos', 'contacts'])).toContain('Reads iPhones whole');
  });

  it('names windows where there are some', () => {
    const windows = [{ days: [1], fromMinute: 0, toMinute: 60 }];
    const text = summarisePolicy({
      ...policy,
      schedule: { ...policy.schedule, everyHours: 36, windows },
      copies: { required: 2 },
    });
    expect(text).toContain('every 36 hours when the phone is attached and a backup window is open');
    expect(text).toContain('Asks for 2 proven copies.');
  });
});
