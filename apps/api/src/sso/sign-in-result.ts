/** What a verified assertion said, on its way from the provider's POST to the browser that asked. */
export interface SignInResult {
  readonly test: boolean;
  /** `verificationHash` of the settings with which it was accepted. */
  readonly verifiedWith: string;
  readonly idpEntityId: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string | null;
  /** Milliseconds since 1970: the provider's session ends then. */
  readonly sessionEndsAt: number | null;
  readonly signed: readonly ('response' | 'assertion')[];
  readonly encrypted: boolean;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** A path of ours. */
  readonly returnTo: string;
}
