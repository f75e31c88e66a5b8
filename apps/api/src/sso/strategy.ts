import {
  AbstractStrategy,
  SAML,
  ValidateInResponseTo,
  type VerifyWithoutRequest,
} from '@node-saml/passport-saml';
import type { SsoSettings } from '@holdfast/contracts';
import { certificatePem } from './certificates.js';
import type { ServiceProvider } from './service-provider.js';
import { type Covered, Refusal } from './strict/index.js';
import { MAX_AGE_MS, MAX_SKEW_MS } from './strict/times.js';

/** Everything that a strategy is made from. */
export interface StrategyParts {
  readonly settings: SsoSettings;
  readonly us: ServiceProvider;
  /** PEM. */
  readonly ourKey: string;
  readonly ourCertificate: string;
  /** The id of the request that is made or answered. */
  readonly requestId: string;
}

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

const accept: VerifyWithoutRequest = (profile, done) => {
  done(null, profile as unknown as Record<string, unknown>);
};

/** Options of node-saml for one connection, strict wherever it can be. */
export const samlOptions = ({ settings, us, ourKey, ourCertificate, requestId }: StrategyParts) => ({
  entryPoint: settings.ssoUrl,
  ...(settings.sloUrl === null ? {} : { logoutUrl: settings.sloUrl }),
  issuer: us.entityId,
  callbackUrl: us.acsUrl,
  logoutCallbackUrl: us.sloUrl,
  audience: us.entityId,
  idpIssuer: settings.idpEntityId,
  idpCert: settings.certificates.map(certificatePem),
  privateKey: ourKey,
  publicCert: ourCertificate,
  decryptionPvk: ourKey,
  signatureAlgorithm: 'sha256' as const,
  digestAlgorithm: 'sha256',
  signMetadata: false,
  identifierFormat: PERSISTENT,
  // Which factor a person uses is the provider's business; asking for a password refuses who has a passkey.
  disableRequestedAuthnContext: true,
  wantAssertionsSigned: settings.signed !== 'response',
  wantAuthnResponseSigned: settings.signed !== 'assertion',
  validateInResponseTo: ValidateInResponseTo.always,
  maxAssertionAgeMs: MAX_AGE_MS,
  acceptedClockSkewMs: MAX_SKEW_MS,
  requestIdExpirationPeriodMs: 10 * 60_000,
  generateUniqueId: () => requestId,
  // Requests are kept in PostgreSQL and spent there in the transaction that uses them: this only says which one it is.
  cacheProvider: {
    saveAsync: () => Promise.resolve(null),
    getAsync: (key: string) => Promise.resolve(key === requestId ? new Date().toISOString() : null),
    removeAsync: () => Promise.resolve(null),
  },
});

/** Keeps what the library's own check of signatures covers: the text that it hands to the reading of the assertion. */
class CoveringSaml extends SAML {
  covered: Covered | undefined;

  protected override async getSignedAssertion(signedXml: string): Promise<string | null> {
    const assertion = await super.getSignedAssertion(signedXml);
    if (assertion !== null) this.covered = { signed: signedXml, assertion };
    return assertion;
  }
}

/**
 * passport's strategy for one connection and one request. Never shared: passport hangs the actions of a request on the
 * strategy itself, and two requests at once would answer each other.
 */
export class ConnectionStrategy extends AbstractStrategy {
  static override readonly newSamlProviderOnConstruct = false;
  readonly #saml: CoveringSaml;

  constructor(options: ReturnType<typeof samlOptions>) {
    super(options, accept, accept);
    this.#saml = new CoveringSaml(options);
    this._saml = this.#saml;
  }

  /** The bytes that were verified. @throws Refusal `signature` when none were */
  covered(): Covered {
    if (!this.#saml.covered) throw new Refusal('signature', 'Nothing of the response is signed.');
    return this.#saml.covered;
  }
}

/** `wanted`: which signatures must be there and hold; by default as the settings say. */
export const strategyFor = (
  parts: StrategyParts,
  wanted?: { readonly response: boolean; readonly assertion: boolean },
): ConnectionStrategy =>
  new ConnectionStrategy({
    ...samlOptions(parts),
    ...(wanted ? { wantAuthnResponseSigned: wanted.response, wantAssertionsSigned: wanted.assertion } : {}),
  });
