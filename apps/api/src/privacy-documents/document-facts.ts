import type { PolicyV1 } from '@holdfast/contracts';

/** What is true of the company on the day, beyond what is true of Holdfast everywhere. */
export interface DocumentFacts {
  readonly company: string;
  /** UTC date of writing. */
  readonly on: string;
  readonly policyVersion: number;
  readonly policy: PolicyV1;
  readonly locations: readonly { readonly name: string; readonly kind: 'served-folder' | 's3' }[];
  /** The columns of *What my company can see*, as employees read them. */
  readonly visibility: readonly { readonly title: string; readonly claims: readonly string[] }[];
}

/** What stands in a document where only the company knows the answer. */
export const TO_FILL_IN = '_(to be filled in by the company)_';
