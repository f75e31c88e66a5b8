import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';
import { Injectable } from '@nestjs/common';
import { openSealed, seal, SecretKey } from '../configuration/index.js';
import type { Connection } from './connection.js';

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  // Each sign-in signs once with it, and what it protects is over in minutes: 3072 bits cost three times as much.
  modulusLength: 2048,
};
const YEARS = 10;

const pem = (der: ArrayBuffer): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
};

/**
 * Our key pair of a connection: signs what we send and opens assertions that are encrypted for us. Its certificate is
 * self-signed, as is usual for SAML: the identity provider knows it by our metadata, not by who issued it.
 */
@Injectable()
export class OurKeys {
  readonly #key: Buffer;

  constructor(secretKey: SecretKey) {
    this.#key = secretKey.keyFor('sso-service-provider');
  }

  async make(companyId: string, id: string): Promise<Pick<Connection, 'ourCertificate' | 'ourKeySealed'>> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const notBefore = new Date(Date.now() - 3_600_000);
    const notAfter = new Date(notBefore);
    notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS);
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8)))
        .toString('hex')
        .replace(/^[89a-f]/, '1'),
      name: `CN=Holdfast, OU=${id}`,
      notBefore,
      notAfter,
      signingAlgorithm: ALGORITHM,
      keys,
    });
    const privateKey = pem(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
    return {
      ourCertificate: certificate.toString('pem'),
      ourKeySealed: seal(this.#key, `${companyId}/${id}`, Buffer.from(privateKey)),
    };
  }

  /** PEM (PKCS 8). */
  open({ companyId, id, ourKeySealed }: Connection): string {
    return openSealed(this.#key, `${companyId}/${id}`, ourKeySealed).toString('utf8');
  }
}
