import type { CheckedPolicy } from '../meaning/checked-policy.js';
import type { KnownLocation, Surroundings } from '../meaning/surroundings.js';

const NO_PATTERNS = { include: [], exclude: [] };

/** A policy in which nothing is wrong, as the schema of the contracts makes it of a name. */
export const PLAIN: CheckedPolicy = {
  name: 'Standard',
  schedule: { everyHours: 24, maxAgeHours: 168, graceHours: 72, windows: [] },
  scope: {
    categories: ['photos', 'videos', 'documents', 'contacts'],
    optionalCategories: [],
    ...{ android: NO_PATTERNS, ios: NO_PATTERNS, folder: NO_PATTERNS },
    maxFileBytes: null,
    iosBackup: 'photos',
    iosEncryptedBackup: 'preferred',
    usbDebugging: 'remind-off',
  },
  retention: { minimumAgeDays: 30 },
  copies: {
    ...{ required: 1, offSite: 0, locations: [], jurisdictions: [] },
    ...{ immutability: 'off', lockDays: 0, cloudAllowed: true },
  },
  limits: { quotaBytesPerEmployee: null, uploadBytesPerSecond: null, minimumAgentVersion: null },
  proof: { verifyEveryDays: 30, fullReadEveryDays: 365, drillEveryDays: 90, recoveryCodeEveryDays: 365 },
  reminders: {
    channels: ['agent', 'email'],
    ...{ resendAfterDays: 7, escalateAfterDays: 21, escalateTo: 'admin', quietFromHour: 19, quietToHour: 8 },
  },
  privacy: {
    ...{ companyKey: 'split', restoreApprovals: 1 },
    ...{ purpose: '', lawfulBasis: 'unrecorded', worksCouncilAgreement: '' },
  },
};

export const FOLDER: KnownLocation = {
  id: '00000000-0000-4000-8000-00000000000f',
  ...{ offSite: false, cloud: false, canLock: false },
};
export const BUCKET: KnownLocation = {
  id: '00000000-0000-4000-8000-00000000000b',
  ...{ offSite: true, cloud: true, canLock: true, jurisdiction: 'DE' },
};

/** A company with a folder and a bucket. */
export const COMPANY: Surroundings = {
  otherNames: ['Drivers'],
  locations: [FOLDER, BUCKET],
  hasCompanyKey: true,
  newestAgentVersion: '1.2.3',
  byDefault: ['photos', 'videos', 'documents', 'contacts'],
};
