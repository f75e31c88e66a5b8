import type { Element } from '@xmldom/xmldom';
import { XMLSerializer } from '@xmldom/xmldom';
import { decrypt } from 'xml-encryption';
import { Refusal } from './refusal.js';

/**
 * The XML text inside an EncryptedAssertion. Its algorithms were checked before. Why it failed is told to nobody: the
 * difference between a wrong key and wrong padding is what decrypts messages for an attacker.
 * @throws Refusal `decryption`
 */
export const decryptAssertion = async (encrypted: Element, privateKey: string): Promise<string> => {
  const xml = new XMLSerializer().serializeToString(encrypted);
  const options = { key: privateKey, disallowDecryptionWithInsecureAlgorithm: true };
  const text = await new Promise<unknown>((resolve) => {
    try {
      decrypt(xml, options, (error, result) => {
        resolve(error ? undefined : result);
      });
    } catch {
      resolve(undefined);
    }
  });
  if (typeof text === 'string') return text;
  throw new Refusal('decryption', 'The assertion is not encrypted for the certificate that Holdfast gave.');
};
