import { X509Certificate } from 'node:crypto';
import type { CertificateView } from '@holdfast/contracts';
import type { z } from 'zod';

/** PEM of a certificate as metadata and settings hold it: base64 of DER. */
export const certificatePem = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

/** base64 of DER, without line breaks. */
export const certificateBase64 = (pem: string): string => new X509Certificate(pem).raw.toString('base64');

export const viewCertificate = (pem: string): z.infer<typeof CertificateView> => {
  const certificate = new X509Certificate(pem);
  return {
    subject: certificate.subject.replaceAll('\n', ', ').slice(0, 300),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    expiresOn: certificate.validToDate.toISOString().slice(0, 10),
  };
};

/** Why a certificate cannot verify signatures here; undefined when it can. Its issuer and its end do not matter in SAML. */
export const unfitCertificate = (base64: string): string | undefined => {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return 'A certificate in it cannot be read.';
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  if (type !== 'rsa')
    return `A certificate in it has a key of the kind “${String(type)}”: signatures have to be RSA.`;
  return (details?.modulusLength ?? 0) >= 2048
    ? undefined
    : 'A certificate in it has an RSA key under 2048 bits, which is too weak.';
};
