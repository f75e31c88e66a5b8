import { createPrivateKey, X509Certificate } from 'node:crypto';
import { bytesOf, dictOf, textOf } from '../../codecs/plist/plist-fields.js';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
import { readPlist } from '../../codecs/plist/read-plist.js';

/** A record has about 10 KB. */
export const LONGEST_RECORD = 256 * 1024;

/**
 * What a computer keeps of a phone that trusts it: who holds it reads the phone. Certificates and keys are PEM. The form is
 * that of Apple's own records, which usbmuxd, libimobiledevice and pymobiledevice3 share.
 */
export interface PairRecord {
  readonly hostId: string;
  readonly systemBuid: string;
  readonly deviceCertificate: Buffer;
  readonly hostCertificate: Buffer;
  readonly hostPrivateKey: Buffer;
  /** Shown to the phone to have its services while it is locked. */
  readonly escrowBag: Uint8Array | undefined;
  /** All of it, as it is kept. */
  readonly whole: PlistDict;
}

/** Reads a record; `undefined` for what is none or cannot be used. */
export function pairRecordOf(bytes: Uint8Array): PairRecord | undefined {
  if (bytes.length > LONGEST_RECORD) return undefined;
  try {
    const whole = dictOf(readPlist(bytes));
    return whole === undefined ? undefined : recordOf(whole);
  } catch {
    return undefined;
  }
}

/** The same, of what was read already. */
export function recordOf(whole: PlistDict): PairRecord | undefined {
  const hostId = textOf(whole['HostID']);
  const systemBuid = textOf(whole['SystemBUID']);
  const [device, host, key] = ['DeviceCertificate', 'HostCertificate', 'HostPrivateKey'].map((name) =>
    bytesOf(whole[name]),
  );
  if (hostId === undefined || device === undefined || host === undefined || key === undefined)
    return undefined;
  try {
    if (!new X509Certificate(host).checkPrivateKey(createPrivateKey(Buffer.from(key)))) return undefined;
    // Said now, and not in the middle of TLS.
    new X509Certificate(device);
  } catch {
    return undefined;
  }
  return {
    hostId,
    systemBuid: systemBuid ?? '',
    deviceCertificate: Buffer.from(device),
    hostCertificate: Buffer.from(host),
    hostPrivateKey: Buffer.from(key),
    escrowBag: bytesOf(whole['EscrowBag']),
    whole,
  };
}
