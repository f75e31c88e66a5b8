import { createPublicKey } from 'node:crypto';
import { encrypt, type EncryptionAlgorithm, type KeyEncryptionAlgorithm } from 'xml-encryption';
import { childrenNamed, parse, serialise } from '../xml/read-xml.js';
import { NS } from '../xml/names.js';
import { CONTENT_ENCRYPTIONS, KEY_TRANSPORTS } from './algorithms.js';

/** For whom, and how. By default AES-256-GCM with its key under RSA-OAEP. */
export interface Encryption {
  /** PEM of the service provider's certificate. */
  readonly certificate: string;
  readonly content?: EncryptionAlgorithm;
  readonly key?: KeyEncryptionAlgorithm;
}

const encrypted = (xml: string, encryption: Encryption): Promise<string> =>
  new Promise((resolve, reject) => {
    encrypt(
      xml,
      {
        rsa_pub: createPublicKey(encryption.certificate).export({ type: 'spki', format: 'pem' }),
        pem: encryption.certificate,
        encryptionAlgorithm: encryption.content ?? CONTENT_ENCRYPTIONS.aes256Gcm,
        keyEncryptionAlgorithm: encryption.key ?? KEY_TRANSPORTS.rsaOaep,
        warnInsecureAlgorithm: false,
      },
      (error: Error | null, result) => {
        if (error) reject(error);
        else resolve(result);
      },
    );
  });

/** Puts an EncryptedAssertion (SAML core 2.3.4) in the place of each assertion of a response, signatures and all. */
export const encryptAssertions = async (response: string, encryption: Encryption): Promise<string> => {
  const document = parse(response);
  const root = document.documentElement!;
  for (const assertion of childrenNamed(root, NS.assertion, 'Assertion')) {
    const holder = document.createElementNS(NS.assertion, 'saml:EncryptedAssertion');
    const data = parse((await encrypted(serialise(assertion), encryption)).trim()).documentElement!;
    holder.appendChild(document.importNode(data, true));
    root.replaceChild(holder, assertion);
  }
  return serialise(document);
};
