import { SignedXml } from 'xml-crypto';
import { NS } from '../xml/names.js';
import { childrenNamed, parse } from '../xml/read-xml.js';
import { CANONICALISATIONS, DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS } from './algorithms.js';

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** With which key, and how. By default as a good provider does it: RSA-SHA256, SHA-256, exclusive canonicalisation. */
export interface Signing {
  /** PEM of a private key; for HMAC the secret, whatever it is. */
  readonly privateKey: string;
  /** PEM, shown in KeyInfo; null shows none. */
  readonly certificate: string | null;
  readonly algorithm?: string;
  readonly digest?: string;
  readonly canonicalisation?: string;
}

/**
 * Signs the one element of that local name where it stands, as SAML core 5.4 asks: enveloped, one reference to its ID,
 * the signature after the issuer, or first where there is none. @throws Error unless there is exactly one such element
 */
export const signElement = (xml: string, localName: string, signing: Signing): string => {
  const [target, ...more] = Array.from(parse(xml).getElementsByTagNameNS('*', localName));
  if (!target || more.length > 0)
    throw new Error(`One ${localName} is signed, not ${String(more.length + (target ? 1 : 0))}.`);
  const hasIssuer = childrenNamed(target, NS.assertion, 'Issuer').length > 0;
  const algorithm = signing.algorithm ?? SIGNATURE_ALGORITHMS.rsaSha256;
  const canonicalisation = signing.canonicalisation ?? CANONICALISATIONS.exclusive;
  const signed = new SignedXml({
    privateKey: signing.privateKey,
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: canonicalisation,
    ...(signing.certificate === null
      ? { getKeyInfoContent: () => null }
      : { publicCert: signing.certificate, getKeyInfoContent: SignedXml.getKeyInfoContent }),
  });
  if (algorithm === SIGNATURE_ALGORITHMS.hmacSha1) signed.enableHMAC();
  const xpath = `//*[local-name(.)='${localName}']`;
  signed.addReference({
    xpath,
    transforms: [ENVELOPED, canonicalisation],
    digestAlgorithm: signing.digest ?? DIGEST_ALGORITHMS.sha256,
  });
  signed.computeSignature(xml, {
    prefix: 'ds',
    location: hasIssuer
      ? { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' }
      : { reference: xpath, action: 'prepend' },
  });
  return signed.getSignedXml();
};
