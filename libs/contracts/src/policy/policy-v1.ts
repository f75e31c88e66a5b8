import { z } from 'zod';
import { Category, DEFAULT_CATEGORIES } from '../categories.js';

const Days = z.int().min(0).max(3650);
const Hours = z
  .int()
  .min(1)
  .max(24 * 366);
const Glob = z.string().min(1).max(512);

const PlatformScope = z.strictObject({
  include: z.array(Glob).max(200).default([]),
  exclude: z.array(Glob).max(200).default([]),
});

/** From/to in minutes after local midnight; a window may cross midnight. Days: 1 Monday … 7 Sunday. */
const Window = z.strictObject({
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  fromMinute: z.int().min(0).max(1439),
  toMinute: z.int().min(0).max(1439),
});

/**
 * A backup policy, schema version 1: every field that any later release reads, with its default.
 * A published version is immutable. Unknown fields are refused, so that a misspelt rule is never silently absent.
 * Units are in the names; `null` means "no limit".
 */
export const PolicyV1 = z.strictObject({
  schema: z.literal(1),
  name: z.string().min(1).max(120),
  schedule: z
    .strictObject({
      /** A backup is due when the newest completed snapshot is this old. */
      everyHours: Hours.default(24),
      /** The phone is a gap (`overdue`) when it is older than this. */
      maxAgeHours: Hours.default(168),
      /** A fresh enrolment has this long before `never-backed-up` opens. */
      graceHours: z.int().min(0).max(8784).default(72),
      windows: z.array(Window).max(50).default([]),
    })
    .prefault({}),
  scope: z
    .strictObject({
      categories: z
        .array(Category)
        .min(1)
        .default([...DEFAULT_CATEGORIES]),
      /** Asked for, but a snapshot without them is not a gap. */
      optionalCategories: z.array(Category).default([]),
      android: PlatformScope.prefault({}),
      ios: PlatformScope.prefault({}),
      folder: PlatformScope.prefault({}),
      maxFileBytes: z.int().positive().nullable().default(null),
      /**
       * What is read of an iPhone: its `photos` and videos over the cable, without a passcode; or the `whole` of it, in a
       * backup that the iPhone makes itself and for which its person types the passcode each time. Whole needs purpose and
       * lawful basis on record, since it brings along what no category asks for.
       */
      iosBackup: z.enum(['photos', 'whole']).default('photos'),
      /**
       * Of a whole iPhone. `required`: a backup that the iPhone did not encrypt is kept, but protects nothing; `preferred`:
       * its person is offered to turn encryption on; `off`: nobody is asked to.
       */
      iosEncryptedBackup: z.enum(['required', 'preferred', 'off']).default('preferred'),
      usbDebugging: z.enum(['allowed', 'remind-off', 'never']).default('remind-off'),
    })
    .prefault({}),
  retention: z
    .strictObject({
      keepLast: z.int().min(1).max(1000).default(3),
      daily: z.int().min(0).max(3650).default(14),
      weekly: z.int().min(0).max(520).default(8),
      monthly: z.int().min(0).max(120).default(12),
      yearly: z.int().min(0).max(50).default(0),
      minimumAgeDays: Days.default(30),
      minimumCount: z.int().min(1).max(1000).default(3),
    })
    .prefault({}),
  copies: z
    .strictObject({
      /** Proven copies asked for, the phone itself not counted. */
      required: z.int().min(1).max(10).default(1),
      offSite: z.int().min(0).max(10).default(0),
      locations: z.array(z.uuid()).max(20).default([]),
      jurisdictions: z
        .array(z.string().regex(/^[A-Z]{2}$/))
        .max(60)
        .default([]),
      immutability: z.enum(['off', 'governance', 'compliance']).default('off'),
      lockDays: Days.default(0),
      cloudAllowed: z.boolean().default(true),
    })
    .prefault({}),
  limits: z
    .strictObject({
      quotaBytesPerEmployee: z.int().positive().nullable().default(null),
      uploadBytesPerSecond: z.int().positive().nullable().default(null),
      meteredLinks: z.enum(['never', 'ask', 'allowed']).default('never'),
      onBattery: z.enum(['never', 'quiet', 'allowed']).default('quiet'),
      minimumAgentVersion: z
        .string()
        .regex(/^\d+\.\d+\.\d+$/)
        .nullable()
        .default(null),
      keyStore: z.enum(['keychain', 'file-allowed']).default('file-allowed'),
    })
    .prefault({}),
  proof: z
    .strictObject({
      verifyEveryDays: Days.default(30),
      fullReadEveryDays: Days.default(365),
      drillEveryDays: Days.default(90),
      recoveryCodeEveryDays: Days.default(365),
      agentSilentDays: Days.default(14),
      failingAfterRuns: z.int().min(1).max(100).default(3),
    })
    .prefault({}),
  reminders: z
    .strictObject({
      channels: z.array(z.enum(['agent', 'email'])).default(['agent', 'email']),
      resendAfterDays: z.int().min(1).max(90).default(7),
      escalateAfterDays: Days.default(21),
      escalateTo: z.enum(['nobody', 'manager', 'admin']).default('admin'),
      quietFromHour: z.int().min(0).max(23).default(19),
      quietToHour: z.int().min(0).max(23).default(8),
    })
    .prefault({}),
  privacy: z
    .strictObject({
      companyKey: z.enum(['none', 'split', 'single']).default('split'),
      restoreApprovals: z.int().min(0).max(5).default(1),
      employeeMayNarrow: z.boolean().default(true),
      /** Recorded before a category outside the default may be read. */
      purpose: z.string().max(2000).default(''),
      lawfulBasis: z
        .enum(['unrecorded', 'legitimate-interest', 'contract', 'legal-obligation', 'consent', 'agreement'])
        .default('unrecorded'),
      worksCouncilAgreement: z.string().max(500).default(''),
    })
    .prefault({}),
});
/** A policy with every default filled in. */
export type PolicyV1 = z.infer<typeof PolicyV1>;
/** A policy as a person writes it: only what differs from the defaults. */
export type PolicyV1Input = z.input<typeof PolicyV1>;
