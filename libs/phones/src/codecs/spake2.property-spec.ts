import { createDecipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { PairingSeal } from './pairing-seal.js';
import { BadPairingMessage, startSpake2 } from './spake2.js';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const random = fc.uint8Array({ minLength: 64, maxLength: 64 });
const password = fc.uint8Array({ minLength: 1, maxLength: 80 });
const { Point } = ed25519;

/** What BoringSSL's own code answered to fixed randomness, with adb's names (vectors of Flyfish233/spake2-java). */
const BORINGSSL = {
  password: hex('353135313039'),
  clientRandom: Buffer.concat([hex('01'), Buffer.alloc(63)]),
  serverRandom: Buffer.concat([
    hex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'),
    Buffer.alloc(32),
  ]),
  clientMessage: '1876811ed2c78beb885abcfeee9174e822e056d67474d7f924e5c019d087dc71',
  serverMessage: 'e814a51e5e1032ce32bd9e47f74fb58a42f02b61b355e062a36836dbd8de35c5',
  key: '5c1a3ba6d4176e4f1cce1b33d22d10ea5c94078c35d6adde6b01365f0df35d1f50b7a5ad6910bfc17295e5d1969e502a6141cdc5c7e2cc99b238d786c9275865',
};

/** Messages of the same code to secrets at the edges, and to passwords whose scalar is no multiple of 8 by itself. */
const MESSAGES: readonly (readonly ['client' | 'server', string, string, string])[] = [
  [
    'client',
    '353135313039',
    `${'00'.repeat(31)}10${'00'.repeat(32)}`,
    'ae3b60414ba76934aa1f268bfc23d343a0fcc004f1da1f4ab0f0cf191af6fa40',
  ],
  [
    'client',
    '353135313039',
    `ecd3f55c1a631258d69cf7a2def9de14${'00'.repeat(15)}10${'00'.repeat(32)}`,
    '58e879f7c7c7dee563d11a0764f8e323dd0c2f46799b69de637409343c9094c5',
  ],
  [
    'client',
    '86a0',
    '09c66af6279d7417cfdb73103d1cbb4dece145ad21aeb5ebfc38d0e95ba2476632170eea16ba67c1a28adb6c6dafc6c51cda14516dd0c5e0aaf63b4e28604dfa',
    '94a2e5aab450887fd06d6942f81fe322ca56ca4119479439ae739da50a3620e7',
  ],
  [
    'server',
    '86a0',
    '4a76f1ef4ef1df9c53ef31ed85106dcfabefeb92ffe1592b471c0f69d375e0a109b1e7ad106c7e3c9f5f52e4ece2661ee0774240cf97cb6388aeba68ab3b3da7',
    '72be771439e1d47aebb8eb9fbb18bd20473a4b13b3a2a76e24fc83d23a62520f',
  ],
  [
    'client',
    '3f5d7ea872afec67c03a926c303d6738',
    '69de96ad8d4836cdcc4d436320f29b7a2a687601dbfad581e0643fbfe75f4b818e5a0a9a3871856d326aa2719eff8eeb9af276cf589f375499b5521a423a0166',
    'd59f3e13cb9ad28d8674db7e328f71f25995477026c30c6a2742e74dc05369b4',
  ],
  [
    'server',
    '3f5d7ea872afec67c03a926c303d6738',
    '7e3db3ec8f02d423e473f6e0e20227986c1519dde94af3b09996a8d2692bdb27b80cfd3d6b048077cf93d9df506bbd2ec5bca9505e40d0a8d9b24be1e6dfe6f8',
    '3b2041effea99ebd9df5d1589cbe59812cc7c0d348120a670e0ccf3bce09de98',
  ],
];

describe('SPAKE2', () => {
  it('answers as BoringSSL does', () => {
    const client = startSpake2('client', BORINGSSL.password, BORINGSSL.clientRandom);
    const server = startSpake2('server', BORINGSSL.password, BORINGSSL.serverRandom);
    expect(client.message.toString('hex')).toBe(BORINGSSL.clientMessage);
    expect(server.message.toString('hex')).toBe(BORINGSSL.serverMessage);
    expect(client.keyWith(server.message).toString('hex')).toBe(BORINGSSL.key);
    expect(server.keyWith(client.message).toString('hex')).toBe(BORINGSSL.key);
  });

  it.each(MESSAGES)('says as a %s what BoringSSL says under %s', (role, secretCode, secret, message) => {
    expect(startSpake2(role, hex(secretCode), hex(secret)).message.toString('hex')).toBe(message);
  });

  it('ends in the keys of a second implementation, that of the seal too', () => {
    // Of a pairing between a car and a phone: the code, 64 bytes of keying material, fixed randomness.
    const code = Buffer.concat([
      Buffer.from('123456'),
      Buffer.from(Array.from({ length: 64 }, (_, at) => at)),
    ]);
    const client = startSpake2('client', code, Buffer.alloc(64, 0x11));
    const server = startSpake2('server', code, Buffer.alloc(64, 0x22));
    const shared = client.keyWith(server.message);
    expect(client.message.toString('hex')).toBe(
      'e24a22e895375f3449ee318faf0a57b6cbdc7e2cac90354f2e988316099c6615',
    );
    expect(shared.toString('hex')).toBe(
      'e64b8c8a760d86d048bcf7dfa0c8140eb81948ff49524cc8eba15950cb73ff7d69a068d424db0bfa9487bb887759275f1e1bd496277b00fc204739eb1dedd9e0',
    );
    const sealed = new PairingSeal(shared).seal(Buffer.from('sealed'));
    const cipher = createDecipheriv('aes-128-gcm', hex('d6b9ec542301342ce97cda5c45b30222'), Buffer.alloc(12));
    cipher.setAuthTag(sealed.subarray(6));
    expect(cipher.update(sealed.subarray(0, 6)).toString() + cipher.final('utf8')).toBe('sealed');
  });

  it('gives both ends one key under one password, and two under two', () => {
    fc.assert(
      fc.property(password, password, random, random, (one, other, mine, yours) => {
        const client = startSpake2('client', one, mine);
        const server = startSpake2('server', one, yours);
        const stranger = startSpake2('server', other, yours);
        const key = client.keyWith(server.message);
        expect(server.keyWith(client.message)).toEqual(key);
        expect(stranger.keyWith(client.message).equals(key)).toBe(Buffer.compare(one, other) === 0);
      }),
      { numRuns: 25 },
    );
  });

  it('takes its two points from their seeds: the first point among repeated SHA-256', () => {
    const found = ['M', 'N'].map((letter) => {
      let bytes = sha256(Buffer.from(`edwards25519 point generation seed (${letter})`));
      while (!isPoint(bytes)) bytes = sha256(bytes);
      return Point.fromBytes(bytes);
    });
    const [m, n] = found;
    if (m === undefined || n === undefined) throw new Error('no points');
    // With a secret of 1 a message is 8 B + k 8 M: what is left after 8 B is the mask of the password.
    const digest = createHash('sha512').update('x').digest().reverse().toString('hex');
    const k = Point.Fn.mul(BigInt(`0x${digest}`) % Point.Fn.ORDER, Point.Fn.inv(8n));
    const one = Buffer.concat([hex('01'), Buffer.alloc(63)]);
    for (const [role, point] of [
      ['client', m],
      ['server', n],
    ] as const) {
      const message = Point.fromBytes(startSpake2(role, Buffer.from('x'), one).message);
      const mask = message.subtract(Point.BASE.multiply(8n));
      expect(mask.toHex()).toBe(point.clearCofactor().multiply(k).toHex());
    }
  });

  it('refuses what is no point, what is short or long, and points that are written in two ways', () => {
    const exchange = startSpake2('client', Buffer.from('x'));
    const anyBytes = fc.uint8Array({ maxLength: 70 });
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        if (bytes.length === 32 && isPoint(bytes)) expect(exchange.keyWith(bytes)).toHaveLength(64);
        else expect(() => exchange.keyWith(bytes)).toThrow(BadPairingMessage);
      }),
    );
    const off = Buffer.concat([hex('02'), Buffer.alloc(31)]);
    expect(() => exchange.keyWith(off)).toThrow(BadPairingMessage);
    // y = p + 18 is a second way to write y = 18; all bits set is another that BoringSSL takes.
    expect(() => exchange.keyWith(Buffer.alloc(32, 0xff))).toThrow(BadPairingMessage);
  });

  it('refuses its own message, and one under which nothing stays secret', () => {
    const code = Buffer.from('x');
    const client = startSpake2('client', code);
    expect(() => client.keyWith(client.message)).toThrow('came back');
    // A server whose secret is the group's order: its message is the mask alone.
    const order = Buffer.from(Point.Fn.ORDER.toString(16).padStart(128, '0'), 'hex').reverse();
    const mask = startSpake2('server', code, order).message;
    expect(() => client.keyWith(mask)).toThrow('without a secret');
    for (const low of SMALL_ORDER) {
      const message = Point.fromBytes(mask).add(Point.fromBytes(hex(low)));
      expect(() => client.keyWith(message.toBytes())).toThrow('without a secret');
    }
  });
});

/** All points whose order divides 8, as they are written canonically (RFC 8032 encodings of y = 1, -1, 0, 0 and four more). */
const SMALL_ORDER: readonly string[] = [
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '00'.repeat(32),
  `${'00'.repeat(31)}80`,
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
];

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function isPoint(bytes: Uint8Array): boolean {
  try {
    Point.fromBytes(bytes);
    return true;
  } catch {
    return false;
  }
}
