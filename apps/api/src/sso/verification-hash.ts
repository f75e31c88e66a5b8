import { createHash } from 'node:crypto';
import type { SsoSettings } from '@holdfast/contracts';
import canonicalize from 'canonicalize';

/**
 * SHA-256 in hex of the settings on which it depends whether a response is accepted. A test login counts for exactly
 * these; how its attributes are mapped is computed again from what it received.
 */
export const verificationHash = (settings: SsoSettings): string => {
  const { idpEntityId, ssoUrl, certificates, signed, encryptedOnly } = settings;
  const text = canonicalize({ idpEntityId, ssoUrl, certificates, signed, encryptedOnly }) as string;
  return createHash('sha256').update(text).digest('hex');
};
