import { describe, expect, it } from '@jest/globals';
import { BUCKET, COMPANY, FOLDER, PLAIN } from '../testing/plain-policy.js';
import { checkPolicy } from './check-policy.js';
import type { CheckedPolicy } from './checked-policy.js';
import { POLICY_FINDING_CODES, type PolicyFindingCode } from './finding.js';
import type { Surroundings } from './surroundings.js';

type Part = { readonly [Section in keyof CheckedPolicy]?: Partial<CheckedPolicy[Section]> };

/** The plain policy with some fields of some of its sections another. */
const policy = (part: Part): CheckedPolicy =>
  Object.fromEntries(
    Object.entries(PLAIN).map(([section, plain]: [string, unknown]) => {
      const given = part[section as keyof CheckedPolicy];
      return [section, typeof given === 'object' ? { ...(plain as object), ...given } : (given ?? plain)];
    }),
  ) as unknown as CheckedPolicy;

const found = (part: Part, around: Partial<Surroundings> = {}) =>
  checkPolicy(policy(part), { ...COMPANY, ...around }).map(({ level, code }) => `${level} ${code}`);

const window = (days: number[], fromMinute: number, toMinute: number) => ({ days, fromMinute, toMinute });
const hours = (from: number, to: number, days = [1, 2, 3, 4, 5, 6, 7]) => window(days, from * 60, to * 60);
const patterns = (include: string[], exclude: string[] = []) => ({ include, exclude });
const NOWHERE = '00000000-0000-4000-8000-000000000000';
const ON_RECORD = { purpose: 'Talks with clients', lawfulBasis: 'contract' };

/** For each code what is found so, and what just is not. */
const TABLE: Record<
  PolicyFindingCode,
  { finds: [Part, Partial<Surroundings>?]; not: [Part, Partial<Surroundings>?] }
> = {
  'name-blank': { finds: [{ name: ' \u200b' }], not: [{ name: 'N' }] },
  'name-taken': { finds: [{ name: ' driveRs' }], not: [{ name: 'Driver' }] },
  'due-later-than-overdue': {
    finds: [{ schedule: { everyHours: 169 } }],
    not: [{ schedule: { everyHours: 167 } }],
  },
  'no-slack': { finds: [{ schedule: { everyHours: 168 } }], not: [{ schedule: { everyHours: 167 } }] },
  'grace-longer-than-age': {
    finds: [{ schedule: { graceHours: 169 } }],
    not: [{ schedule: { graceHours: 168 } }],
  },
  'windows-too-short': {
    finds: [{ schedule: { windows: [window([1, 2, 3], 0, 14)] } }],
    // Ends when it begins: a whole day.
    not: [{ schedule: { windows: [window([1], 600, 600)] } }],
  },
  'windows-short': {
    finds: [{ schedule: { windows: [window([1, 4], 0, 59)] } }],
    // Two that touch are one.
    not: [{ schedule: { windows: [window([1, 4], 1410, 0), window([2, 5], 0, 30)] } }],
  },
  'windows-too-far-apart': {
    finds: [{ schedule: { maxAgeHours: 70, windows: [hours(8, 9, [1, 3, 5])] } }],
    not: [{ schedule: { maxAgeHours: 70, windows: [hours(8, 9, [1, 3, 5]), hours(7, 8, [7])] } }],
  },
  'nothing-required': {
    finds: [{ scope: { optionalCategories: PLAIN.scope.categories } }],
    not: [{ scope: { optionalCategories: PLAIN.scope.categories.slice(1) } }],
  },
  'optional-not-asked': {
    finds: [{ scope: { categories: ['photos'], optionalCategories: ['videos'] } }],
    not: [{ scope: { categories: ['photos', 'videos'], optionalCategories: ['videos'] } }],
  },
  'reason-missing': {
    finds: [{ scope: { categories: ['photos', 'chats'] } }],
    not: [{ scope: { categories: ['photos', 'chats'] }, privacy: ON_RECORD }],
  },
  'agreement-missing': {
    finds: [{ scope: { iosBackup: 'whole' }, privacy: { ...ON_RECORD, lawfulBasis: 'agreement' } }],
    not: [{ privacy: { ...ON_RECORD, lawfulBasis: 'agreement' } }],
  },
  'iphone-encryption-idle': {
    finds: [{ scope: { iosEncryptedBackup: 'required' } }],
    not: [{ scope: { iosEncryptedBackup: 'required', iosBackup: 'whole' }, privacy: ON_RECORD }],
  },
  'iphones-give-nothing': {
    finds: [{ scope: { categories: ['documents'] } }],
    not: [{ scope: { categories: ['documents', 'photos'] } }],
  },
  'android-unreachable': {
    finds: [{ scope: { usbDebugging: 'never' } }],
    not: [{ scope: { usbDebugging: 'allowed' } }],
  },
  'pattern-matches-nothing': {
    finds: [{ scope: { ios: patterns(['DCIM/**', 'a/../b', '/', 'x\\x00y']) } }],
    not: [{ scope: { ios: patterns(['DCIM/**', '.nomedia', '..x', '...']) } }],
  },
  'pattern-excludes-everything': {
    finds: [{ scope: { android: patterns([], ['*.tmp', '**/*']) } }],
    not: [{ scope: { android: patterns([], ['*.tmp', '**/?', '*/*']) } }],
  },
  'includes-match-nothing': {
    finds: [{ scope: { folder: patterns(['//', '.']) } }],
    not: [{ scope: { folder: patterns(['//', '.', 'Work']) } }],
  },
  'include-excluded': {
    finds: [{ scope: { folder: patterns(['Work/**'], ['Work/**']) } }],
    not: [{ scope: { folder: patterns(['Work/**'], ['Work/tmp']) } }],
  },
  'file-limit-low': {
    finds: [{ scope: { maxFileBytes: 9_999_999 } }],
    not: [{ scope: { maxFileBytes: 10_000_000 } }],
  },
  'location-unknown': {
    finds: [{ copies: { locations: [NOWHERE] } }],
    not: [{ copies: { locations: [BUCKET.id] } }],
  },
  'no-location-yet': { finds: [{ copies: { required: 3 } }, { locations: [] }], not: [{}] },
  'too-few-locations': { finds: [{ copies: { required: 3 } }], not: [{ copies: { required: 2 } }] },
  'too-few-locations-named': {
    finds: [{ copies: { required: 2, locations: [BUCKET.id, BUCKET.id] } }],
    not: [{ copies: { required: 2, locations: [BUCKET.id, FOLDER.id] } }],
  },
  'off-site-beyond-required': {
    finds: [{ copies: { offSite: 2 } }],
    not: [{ copies: { offSite: 1 } }],
  },
  'too-few-off-site': {
    finds: [{ copies: { offSite: 1 } }, { locations: [FOLDER] }],
    not: [{ copies: { offSite: 1 } }],
  },
  'off-site-without-cloud': {
    finds: [{ copies: { offSite: 1, cloudAllowed: false } }],
    not: [{ copies: { cloudAllowed: false } }],
  },
  'no-location-in-jurisdiction': {
    finds: [{ copies: { jurisdictions: ['FR'] } }],
    not: [{ copies: { jurisdictions: ['DE'] } }],
  },
  'jurisdiction-empty': {
    finds: [{ copies: { jurisdictions: ['DE', 'FR'] } }],
    not: [{ copies: { jurisdictions: ['DE'] } }],
  },
  'lock-without-days': {
    finds: [{ copies: { immutability: 'governance' } }],
    not: [{ copies: { immutability: 'governance', lockDays: 30 } }],
  },
  'days-without-lock': { finds: [{ copies: { lockDays: 30 } }], not: [{}] },
  'lock-shorter-than-age': {
    finds: [{ copies: { immutability: 'compliance', lockDays: 29 } }],
    not: [{ copies: { immutability: 'compliance', lockDays: 30 } }],
  },
  'no-location-locks': {
    finds: [{ copies: { immutability: 'compliance', lockDays: 30 } }, { locations: [FOLDER] }],
    not: [{ copies: { immutability: 'compliance', lockDays: 30 } }],
  },
  'quota-too-small': {
    finds: [{ limits: { quotaBytesPerEmployee: 67_108_863 } }],
    not: [{ limits: { quotaBytesPerEmployee: 67_108_864 } }],
  },
  'quota-below-file-limit': {
    finds: [{ limits: { quotaBytesPerEmployee: 67_108_864 }, scope: { maxFileBytes: 67_108_865 } }],
    not: [{ limits: { quotaBytesPerEmployee: 67_108_864 }, scope: { maxFileBytes: 67_108_864 } }],
  },
  'upload-slow': {
    finds: [{ limits: { uploadBytesPerSecond: 11_573 } }],
    not: [{ limits: { uploadBytesPerSecond: 11_574 } }],
  },
  'agent-version-unknown': {
    finds: [{ limits: { minimumAgentVersion: '1.2.10' } }],
    not: [{ limits: { minimumAgentVersion: '1.2.3' } }],
  },
  'never-proven': {
    finds: [{ proof: { verifyEveryDays: 0, fullReadEveryDays: 0, drillEveryDays: 0 } }],
    not: [{ proof: { verifyEveryDays: 0, fullReadEveryDays: 0 } }],
  },
  'nobody-reminded': {
    finds: [{ reminders: { channels: [] } }],
    not: [{ reminders: { channels: ['email'] } }],
  },
  'escalated-at-once': {
    finds: [{ reminders: { escalateAfterDays: 6 } }],
    not: [{ reminders: { escalateAfterDays: 6, escalateTo: 'nobody' } }],
  },
  'approvals-without-key': {
    finds: [{ privacy: { companyKey: 'none' } }],
    not: [{ privacy: { companyKey: 'none', restoreApprovals: 0 } }],
  },
  'key-not-registered': { finds: [{}, { hasCompanyKey: false }], not: [{}] },
  'opened-by-one': {
    finds: [{ privacy: { companyKey: 'single', restoreApprovals: 0 } }],
    not: [{ privacy: { companyKey: 'single' } }],
  },
  'nobody-but-employee': {
    finds: [{ privacy: { companyKey: 'none' }, proof: { recoveryCodeEveryDays: 0 } }],
    not: [{ privacy: { companyKey: 'none' } }],
  },
};

const WARNINGS = new Set<PolicyFindingCode>([
  ...([
    'no-slack',
    'grace-longer-than-age',
    'windows-short',
    'optional-not-asked',
    'iphone-encryption-idle',
  ] as const),
  ...([
    'iphones-give-nothing',
    'android-unreachable',
    'pattern-matches-nothing',
    'include-excluded',
  ] as const),
  ...(['file-limit-low', 'no-location-yet', 'jurisdiction-empty', 'upload-slow', 'never-proven'] as const),
  ...(['nobody-reminded', 'escalated-at-once', 'approvals-without-key', 'key-not-registered'] as const),
  ...(['opened-by-one', 'nobody-but-employee'] as const),
]);

describe('checkPolicy', () => {
  it('finds nothing in the plain policy', () => {
    expect(found({})).toEqual([]);
  });

  it.each(POLICY_FINDING_CODES)('finds %s, and only where it is so', (code) => {
    const { finds, not } = TABLE[code];
    const told = `${WARNINGS.has(code) ? 'warning' : 'refused'} ${code}`;
    expect(found(...finds)).toContain(told);
    expect(found(...not)).not.toContain(told);
  });

  it('takes a path of the policy, a sentence and a next step for each, refusals first', () => {
    for (const code of POLICY_FINDING_CODES) {
      const [part, around] = TABLE[code].finds;
      const findings = checkPolicy(policy(part), { ...COMPANY, ...around });
      const levels = findings.map(({ level }) => level);
      expect(levels).toEqual([...levels].sort());
      for (const { path, sentence, nextStep } of findings) {
        expect(Object.keys(PLAIN)).toContain(path.split('.')[0]);
        expect(
          [sentence, nextStep].every((text) => /^[A-Z0-9"“][^]*[.]$/.test(text) || /^[a-z]/.test(text)),
        ).toBe(true);
      }
    }
  });

  it('knows of no location that it lies anywhere, unless somebody said so', () => {
    const locations = [FOLDER, { ...BUCKET, jurisdiction: undefined }];
    expect(found({ copies: { jurisdictions: ['DE'] } }, { locations })).toEqual([
      'refused no-location-in-jurisdiction',
    ]);
  });

  it('counts a location that is named and not there once, as unknown', () => {
    expect(found({ copies: { locations: [NOWHERE] } })).toEqual(['refused location-unknown']);
  });
});
