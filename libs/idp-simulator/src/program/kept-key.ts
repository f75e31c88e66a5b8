import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { newIdpKey, type IdpKey } from '../idp-key.js';
import { Refused } from './loopback.js';

/**
 * The key and certificate in a folder, made at the first start, so that a service provider that trusts them goes on doing
 * so. Both files are for their owner alone. @throws Refused when they do not belong together
 */
export const keptKey = async (folder: string): Promise<IdpKey> => {
  const files = [join(folder, 'idp-key.pem'), join(folder, 'idp-certificate.pem')] as const;
  try {
    const [privateKey, certificate] = await Promise.all([
      readFile(files[0], 'utf8'),
      readFile(files[1], 'utf8'),
    ]);
    if (belongTogether({ privateKey, certificate })) return { privateKey, certificate };
    throw new Refused(
      `The key and the certificate in ${folder} do not belong together, or the certificate has expired. Remove both ` +
        'for a new pair, and import the metadata again where people sign in.',
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = await newIdpKey();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The certificate last: with a key alone, both are made again.
  await writeFile(files[0], key.privateKey, { mode: 0o600 });
  await writeFile(files[1], key.certificate, { mode: 0o600 });
  return key;
};

function belongTogether({ privateKey, certificate }: IdpKey): boolean {
  try {
    const read = new X509Certificate(certificate);
    return read.checkPrivateKey(createPrivateKey(privateKey)) && read.validToDate.getTime() > Date.now();
  } catch {
    return false;
  }
}
