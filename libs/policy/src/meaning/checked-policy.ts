import type { WindowRule } from '../policy-rules.js';

export interface Patterns {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** A policy as far as its meaning is checked; `PolicyV1` of the contracts satisfies it. Units are in the names. */
export interface CheckedPolicy {
  readonly name: string;
  readonly schedule: {
    readonly everyHours: number;
    readonly maxAgeHours: number;
    readonly graceHours: number;
    readonly windows: readonly WindowRule[];
  };
  readonly scope: {
    readonly categories: readonly string[];
    readonly optionalCategories: readonly string[];
    readonly android: Patterns;
    readonly ios: Patterns;
    readonly folder: Patterns;
    readonly maxFileBytes: number | null;
    readonly iosBackup: 'photos' | 'whole';
    readonly iosEncryptedBackup: 'required' | 'preferred' | 'off';
    readonly usbDebugging: 'allowed' | 'remind-off' | 'never';
  };
  readonly retention: { readonly minimumAgeDays: number };
  readonly copies: {
    readonly required: number;
    readonly offSite: number;
    readonly locations: readonly string[];
    readonly jurisdictions: readonly string[];
    readonly immutability: 'off' | 'governance' | 'compliance';
    readonly lockDays: number;
    readonly cloudAllowed: boolean;
  };
  readonly limits: {
    readonly quotaBytesPerEmployee: number | null;
    readonly uploadBytesPerSecond: number | null;
    readonly minimumAgentVersion: string | null;
  };
  readonly proof: {
    readonly verifyEveryDays: number;
    readonly fullReadEveryDays: number;
    readonly drillEveryDays: number;
    readonly recoveryCodeEveryDays: number;
  };
  readonly reminders: {
    readonly channels: readonly string[];
    readonly resendAfterDays: number;
    readonly escalateAfterDays: number;
    readonly escalateTo: 'nobody' | 'manager' | 'admin';
    readonly quietFromHour: number;
    readonly quietToHour: number;
  };
  readonly privacy: {
    readonly companyKey: 'none' | 'split' | 'single';
    readonly restoreApprovals: number;
    readonly purpose: string;
    readonly lawfulBasis: string;
    readonly worksCouncilAgreement: string;
  };
}
