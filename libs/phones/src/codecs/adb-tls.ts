import type { KeyObject } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import { adbCertificate } from './adb-certificate.js';

/** How both ends of wireless debugging set up TLS: 1.3 and nothing else, with a certificate of their own key. */
export function adbTls(privateKey: KeyObject): SecureContextOptions {
  const der = adbCertificate(privateKey).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${der.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    minVersion: 'TLSv1.3',
    maxVersion: 'TLSv1.3',
  };
}
