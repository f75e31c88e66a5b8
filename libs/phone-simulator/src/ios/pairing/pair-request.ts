import { randomBytes, X509Certificate, type KeyObject } from 'node:crypto';
import type { PlistDict } from '@holdfast/phones/codecs';
import { isDict } from '@holdfast/phones/codecs';
import type { TrustedComputer } from './trusted-computers.js';

/** Certificates of RSA 2048 have about 1,100 bytes as PEM. */
const LONGEST = 16 * 1024;

/** The host ID of a pair record; `undefined` where it has none. */
export function hostIdOf(record: unknown): string | undefined {
  const id = isDict(record) ? record['HostID'] : undefined;
  return typeof id === 'string' && id.length > 0 && id.length <= 128 ? id : undefined;
}

/**
 * What a computer sent to be paired with, as the phone keeps it, with a new escrow bag. `undefined` where something is
 * missing, or where the certificate for the phone is not for the phone's own key.
 */
export function computerOf(record: PlistDict, phoneKey: KeyObject): TrustedComputer | undefined {
  const hostId = hostIdOf(record);
  const buid = record['SystemBUID'];
  const device = certificateOf(record['DeviceCertificate']);
  const host = certificateOf(record['HostCertificate']);
  const root = certificateOf(record['RootCertificate']);
  if (hostId === undefined || device === undefined || host === undefined || root === undefined)
    return undefined;
  if (!device.checkPrivateKey(phoneKey) || !device.verify(root.publicKey) || !host.verify(root.publicKey))
    return undefined;
  return {
    hostId,
    systemBuid: typeof buid === 'string' ? buid.slice(0, 128) : '',
    deviceCertificate: device.toString(),
    hostCertificate: host.toString(),
    rootCertificate: root.toString(),
    escrowBag: randomBytes(32).toString('base64'),
  };
}

function certificateOf(bytes: unknown): X509Certificate | undefined {
  if (!(bytes instanceof Uint8Array) || bytes.length > LONGEST) return undefined;
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}
