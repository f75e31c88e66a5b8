import { PolicyV1 } from '@holdfast/contracts';

/** The policy of everybody, and the stricter one of the group that a tenth of the people are in. */
export const POLICIES = {
  standard: PolicyV1.parse({ schema: 1, name: 'Standard' }),
  strict: PolicyV1.parse({
    schema: 1,
    name: 'Field service',
    schedule: { maxAgeHours: 96 },
    copies: { required: 2 },
    limits: { quotaBytesPerEmployee: 64 * 1024 ** 3, minimumAgentVersion: '0.1.0' },
  }),
};

/** Days before the fleet's day: everything was published, then the group assigned, and only then did phones come. */
export const PUBLISHED = { days: 700 };
export const JOINED = { days: 650 };
