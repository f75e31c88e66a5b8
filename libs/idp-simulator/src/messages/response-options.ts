import type { Encryption } from '../signing/encrypt-assertion.js';
import type { Signing } from '../signing/sign-element.js';

/** A part of a message: left alone it gets its sensible value, null leaves it out, everything else is written as it is. */
export type Part<T> = T | null | undefined;

export interface NameIdParts {
  readonly value: string;
  readonly format?: Part<string>;
  readonly nameQualifier?: Part<string>;
  readonly spNameQualifier?: Part<string>;
}

/** Moments are texts here and below, so that a wrong one can be written too; see `instant`. */
export interface ConfirmationParts {
  readonly method?: Part<string>;
  readonly recipient?: Part<string>;
  readonly notOnOrAfter?: Part<string>;
  readonly notBefore?: Part<string>;
  readonly inResponseTo?: Part<string>;
}

export interface ConditionsParts {
  readonly notBefore?: Part<string>;
  readonly notOnOrAfter?: Part<string>;
  /** One AudienceRestriction with all of them. */
  readonly audiences?: Part<readonly string[]>;
}

export interface AuthnStatementParts {
  readonly authnInstant?: Part<string>;
  readonly sessionIndex?: Part<string>;
  readonly sessionNotOnOrAfter?: Part<string>;
}

export interface AssertionParts {
  readonly id?: Part<string>;
  readonly version?: Part<string>;
  readonly issueInstant?: Part<string>;
  readonly issuer?: Part<string>;
  readonly nameId?: Part<string | NameIdParts>;
  /** One for the request by default. */
  readonly confirmations?: Part<readonly ConfirmationParts[]>;
  readonly conditions?: Part<ConditionsParts>;
  readonly authnStatement?: Part<AuthnStatementParts>;
  /** By name; none by default. */
  readonly attributes?: Part<Readonly<Record<string, string | readonly string[]>>>;
}

export interface ResponseParts {
  readonly id?: Part<string>;
  readonly version?: Part<string>;
  readonly issueInstant?: Part<string>;
  readonly destination?: Part<string>;
  readonly inResponseTo?: Part<string>;
  readonly issuer?: Part<string>;
  /** Code of SAML core 3.2.2.2. */
  readonly status?: Part<string>;
  readonly statusMessage?: Part<string>;
}

/** Whose message to whom, and everything that may differ from what a good provider would write. */
export interface ResponseOptions {
  /** Entity id of the identity provider. */
  readonly idpEntityId: string;
  readonly sp: { readonly entityId: string; readonly acsUrl: string };
  /** Id of the AuthnRequest that is answered; null answers nobody (IdP-initiated). */
  readonly requestId: string | null;
  /** All default moments are around this one; the clock's by default. */
  readonly now?: Date;
  readonly response?: ResponseParts;
  readonly assertion?: Part<AssertionParts>;
}

/** The three profiles in use, and none at all. */
export type Signed = 'both' | 'assertion' | 'response' | 'neither';

export interface SignedResponseOptions extends ResponseOptions {
  readonly signed: Signed;
  readonly signing: Signing;
  /** A key of its own for the assertion, where it shall differ. */
  readonly assertionSigning?: Signing;
  /** Encrypts the assertion after it is signed and before the response is. */
  readonly encryptFor?: Encryption;
}
