/** Of a repository under the stricter policy. */
export const QUOTA_BYTES = 64 * 1024 ** 3;
export const CATEGORIES = ['photos', 'videos', 'documents', 'contacts'];

/** The policy of everybody, and the stricter one of the group that a tenth of the people are in: what differs from the defaults. */
export const POLICIES = {
  standard: { schema: 1, name: 'Standard', scope: { categories: CATEGORIES } },
  strict: {
    schema: 1,
    name: 'Field service',
    scope: { categories: CATEGORIES },
    schedule: { maxAgeHours: 96 },
    copies: { required: 2 },
    limits: { quotaBytesPerEmployee: QUOTA_BYTES, minimumAgentVersion: '0.1.0' },
  },
};

/** Days before the fleet's day: everything was published, then the group assigned, and only then did phones come. */
export const PUBLISHED = { days: 700 };
export const JOINED = { days: 650 };
export const WITHDRAWN = { days: 20 };
/** Until a day to come. */
export const EXEMPTED = { from: { days: 40 }, until: { days: -60 } };
