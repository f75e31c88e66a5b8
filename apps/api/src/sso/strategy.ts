import {
  type Profile,
  Strategy,
  ValidateInResponseTo,
  type VerifyWithoutRequest,
} from '@node-saml/passport-saml';
import type { SsoSettings } from '@holdfast/contracts';
import { certificatePem } from './certificates.js';
import type { ServiceProvider } from './service-provider.js';
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

/**
 * passport's strategy for one connection and one request. Never shared: passport hangs the actions of a request on the
 * strategy itself, and two requests at once would answer each other.
 */
export const strategyFor = (parts: StrategyParts): Strategy =>
  new Strategy(samlOptions(parts), accept, accept);

export type { Profile };
