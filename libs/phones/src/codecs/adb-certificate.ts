import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const COMMON_NAME = '2.5.4.3';
const NULL = new Uint8Array([5, 0]).buffer;

/**
 * A self-signed certificate (X.509 v3, DER) of an RSA key, as both ends of wireless debugging show it. Only its key is
 * ever looked at: names and times mean nothing (AOSP `x509_generator.cpp`, `adbd_tls_verify_cert`), so no clock is read.
 */
export function adbCertificate(privateKey: KeyObject): Buffer {
  const algorithm = new AlgorithmIdentifier({ algorithm: SHA256_WITH_RSA, parameters: NULL });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const value = new AttributeValue({ utf8String: 'Adb' });
  const name = new Name([
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })]),
  ]);
  const usage = new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: new Uint8Array([1]).buffer,
    signature: algorithm,
    issuer: name,
    validity: new Validity({ notBefore: new Date('2001-01-01'), notAfter: new Date('2049-12-31') }),
    subject: name,
    subjectPublicKeyInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
    extensions: new Extensions([
      critical(id_ce_basicConstraints, new BasicConstraints({ cA: true })),
      critical(id_ce_keyUsage, usage),
    ]),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey);
  const whole = {
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: Uint8Array.from(signature).buffer,
  };
  return Buffer.from(AsnConvert.serialize(new Certificate(whole)));
}

const critical = (extnID: string, value: object): Extension =>
  new Extension({ extnID, critical: true, extnValue: new OctetString(AsnConvert.serialize(value)) });
