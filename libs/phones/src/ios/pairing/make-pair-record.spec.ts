import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { writeXmlPlist } from '../../codecs/plist/write-xml-plist.js';
import { makePairRecord } from './make-pair-record.js';
import { pairRecordOf, type PairRecord } from './pair-record.js';

const phone = generateKeyPairSync('rsa', { modulusLength: 2048 });
const devicePublicKey = Buffer.from(phone.publicKey.export({ type: 'pkcs1', format: 'pem' }));
const parties = { devicePublicKey, systemBuid: 'BUID', wifiAddress: '00:11' };
let record: PairRecord;
beforeAll(async () => {
  record = await makePairRecord(parties);
});
const certificate = (name: string) => new X509Certificate(record.whole[name] as Uint8Array);

describe('a new pair record', () => {
  it('has an authority, and signed by it the computer’s certificate and one for the phone’s own key', () => {
    const [root, host, device] = ['Root', 'Host', 'Device'].map((name) => certificate(`${name}Certificate`));
    expect([root?.ca, host?.ca, device?.ca]).toEqual([true, false, false]);
    for (const signed of [root, host, device])
      expect(signed?.verify(root?.publicKey ?? createPublicKey(devicePublicKey))).toBe(true);
    expect(device?.checkPrivateKey(phone.privateKey)).toBe(true);
    expect(host?.checkPrivateKey(phone.privateKey)).toBe(false);
    expect(new Date(root?.validTo ?? 0).getTime() - Date.now()).toBeGreaterThan(9 * 365 * 86_400_000);
  });

  it('is another one each time, and the same when it is read again', async () => {
    const other = await makePairRecord(parties);
    expect(other.hostId).not.toBe(record.hostId);
    expect(other.hostPrivateKey.equals(record.hostPrivateKey)).toBe(false);
    const again = pairRecordOf(writeXmlPlist(record.whole));
    expect(again?.hostPrivateKey).toEqual(record.hostPrivateKey);
    expect(again).toMatchObject({ hostId: record.hostId, systemBuid: 'BUID', escrowBag: undefined });
  });

  it.each([
    ['no key', Buffer.from('-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----\n')],
    ['too much', Buffer.alloc(20_000, 'A')],
    [
      'another kind of key',
      Buffer.from(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })),
    ],
  ])('is not made for a phone that gives %s', async (_, key) => {
    await expect(makePairRecord({ ...parties, devicePublicKey: key })).rejects.toMatchObject({
      causeClass: 'internal',
    });
  });
});

describe('what is no pair record', () => {
  it.each<[string, () => Uint8Array]>([
    ['nothing', () => Buffer.alloc(0)],
    ['other bytes', () => Buffer.from('bplist00 no')],
    ['too much', () => Buffer.alloc(300_000, ' ')],
    ['no dictionary', () => writeXmlPlist(['HostID'])],
    ['no host ID', () => writeXmlPlist({ ...record.whole, HostID: 7 })],
    [
      'a key that is not the certificate’s',
      () => writeXmlPlist({ ...record.whole, HostPrivateKey: record.whole['RootPrivateKey'] ?? '' }),
    ],
    ['no certificate', () => writeXmlPlist({ ...record.whole, DeviceCertificate: Buffer.from('x') })],
  ])('is not used: %s', (_, bytes) => expect(pairRecordOf(bytes())).toBeUndefined());
});
