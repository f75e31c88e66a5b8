/**
 * The parts of a policy that a person must know before their phone is read. Whatever else a policy says can change
 * without asking anybody to read again: what stands here cannot.
 */
export interface VisibilityRules {
  readonly scope: {
    readonly categories: readonly string[];
    readonly optionalCategories: readonly string[];
    readonly iosBackup: 'photos' | 'whole';
  };
  readonly copies: { readonly jurisdictions: readonly string[] };
  readonly reminders: { readonly escalateTo: 'nobody' | 'manager' | 'admin' };
  readonly privacy: {
    readonly companyKey: 'none' | 'split' | 'single';
    readonly employeeMayNarrow: boolean;
    readonly purpose: string;
    readonly lawfulBasis:
      'unrecorded' | 'legitimate-interest' | 'contract' | 'legal-obligation' | 'consent' | 'agreement';
    readonly worksCouncilAgreement: string;
  };
}

/** The company's recovery key, as it is registered: a person can compare the fingerprint. */
export interface RegisteredKey {
  readonly fingerprint: string;
}
