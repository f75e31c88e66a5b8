import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openPhone, pairWireless } from '@holdfast/phones';
import {
  adbTls,
  COMMAND,
  encodePacketHeader,
  encodePairingPacket,
  encodePeerInfo,
  PAIRING,
  PAIRING_HEADER_BYTES,
  pairingPassword,
  PairingSeal,
  PEER_INFO,
  SPAKE2_MESSAGE_BYTES,
  startSpake2,
  VERSION_STLS,
  type ByteReader,
} from '@holdfast/phones/codecs';
import { hostilePairing, listening } from './testing/hostile-pairing.js';
import { clientOptions } from './testing/options.js';
import { makePhoneFolder } from './testing/phone-folder.js';

jest.setTimeout(60_000);

const CODE = '123456';
const SEALED_BYTES = 8208;
let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
beforeAll(async () => {
  folder = await makePhoneFolder();
});
afterAll(() => folder.remove());

async function pairWith(
  behave: (socket: TLSSocket, reader: ByteReader) => Promise<void> | void,
): Promise<{ guid: string }> {
  const phone = await hostilePairing(behave);
  try {
    const adbKeyFile = clientOptions(folder.base).adbKeyFile;
    return await pairWireless({ address: phone.address, code: CODE, adbKeyFile });
  } finally {
    phone.close();
  }
}

/** Shares the key, as a phone that shows the code does, and sends that payload as its peer info. */
const answering =
  (make: (seal: PairingSeal) => Uint8Array) =>
  async (socket: TLSSocket, reader: ByteReader): Promise<void> => {
    const exchange = startSpake2('server', pairingPassword(CODE, socket));
    socket.write(encodePairingPacket(PAIRING.SPAKE2, exchange.message));
    await reader.exactly(PAIRING_HEADER_BYTES);
    const seal = new PairingSeal(exchange.keyWith(await reader.exactly(SPAKE2_MESSAGE_BYTES)));
    socket.write(encodePairingPacket(PAIRING.PEER_INFO, make(seal)));
  };

const named = (guid: string): ((seal: PairingSeal) => Uint8Array) => {
  return (seal) => seal.seal(encodePeerInfo(PEER_INFO.DEVICE_GUID, Buffer.from(guid)));
};

const saying = (bytes: Uint8Array) => (socket: TLSSocket) => void socket.end(bytes);
const point = Buffer.from(startSpake2('server', Buffer.from('other')).message);

describe('a pairing port that is not honest', () => {
  it('is believed when it is, for comparison', async () => {
    expect(await pairWith(answering(named('adb-X-abc123')))).toEqual({ guid: 'adb-X-abc123' });
  });

  it.each([
    ['another version', Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 32]), point])],
    ['a packet out of turn', Buffer.concat([Buffer.from([1, 1, 0, 0, 0, 32]), point])],
    ['a length of 4 GiB', Buffer.from([1, 0, 0xff, 0xff, 0xff, 0xff])],
    ['a length just over what is agreed', Buffer.from([1, 0, 0, 0, 0x40, 1])],
    ['no message at all', Buffer.from([1, 0, 0, 0, 0, 0])],
    ['a message of 31 bytes', encodePairingPacket(0, point.subarray(1))],
    ['a message of 33 bytes', encodePairingPacket(0, Buffer.concat([point, Buffer.alloc(1)]))],
    ['no point', encodePairingPacket(0, Buffer.concat([Buffer.from([2]), Buffer.alloc(31)]))],
    ['a point written in another way', encodePairingPacket(0, Buffer.alloc(32, 0xff))],
    ['HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('is refused for %s', async (_, bytes) => {
    await expect(pairWith(saying(bytes))).rejects.toMatchObject({
      causeClass: 'internal',
      message: expect.stringContaining('not its protocol'),
    });
  });

  it.each([
    ['before its message', Buffer.alloc(0)],
    ['inside of a header', Buffer.from([1, 0, 0])],
    ['inside of a message', encodePairingPacket(0, point).subarray(0, 20)],
  ])('counts as gone when it stops %s', async (_, bytes) => {
    await expect(pairWith(saying(bytes))).rejects.toMatchObject({ causeClass: 'unplugged' });
  });

  it.each([
    ['the neutral point', `01${'00'.repeat(31)}`],
    ['a point of order 2', `ec${'ff'.repeat(30)}7f`],
    ['a point of order 4', '00'.repeat(32)],
    ['a point of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
  ])('gains nothing by %s', async (_, low) => {
    const paired = pairWith(async (socket, reader) => {
      socket.write(encodePairingPacket(PAIRING.SPAKE2, Buffer.from(low, 'hex')));
      await reader.exactly(2 * PAIRING_HEADER_BYTES + SPAKE2_MESSAGE_BYTES + SEALED_BYTES);
      // Sealed with what is left of a shared point where it is known that nothing is.
      const guess = new PairingSeal(Buffer.alloc(64));
      socket.end(encodePairingPacket(PAIRING.PEER_INFO, named('adb-X-abc123')(guess)));
    });
    await expect(paired).rejects.toMatchObject({ causeClass: 'trust-not-given' });
  });

  it('is refused when it sends our own messages back, or takes the secret out', async () => {
    const reflected = pairWith(async (socket, reader) => {
      socket.write(await reader.exactly(PAIRING_HEADER_BYTES + SPAKE2_MESSAGE_BYTES));
      socket.write(await reader.exactly(PAIRING_HEADER_BYTES + SEALED_BYTES));
    });
    await expect(reflected).rejects.toMatchObject({
      causeClass: 'internal',
      message: expect.stringContaining('our own message came back'),
    });
    const bare = pairWith((socket) => {
      const noSecret = Buffer.alloc(64);
      const { message } = startSpake2('server', pairingPassword(CODE, socket), noSecret);
      socket.write(encodePairingPacket(PAIRING.SPAKE2, message));
    });
    await expect(bare).rejects.toMatchObject({ causeClass: 'internal' });
  });

  it.each([
    ['our kind of peer info', (seal: PairingSeal) => seal.seal(encodePeerInfo(0, Buffer.from('adb-X')))],
    ['peer info of another length', (seal: PairingSeal) => seal.seal(Buffer.alloc(8191, 1))],
    ['no name', named('')],
    ['a name that a terminal would obey', named('adb-\u001b[2J')],
    ['a name of 256 bytes', named('x'.repeat(256))],
  ])('is refused for %s, sealed though it is', async (_, make) => {
    await expect(pairWith(answering(make))).rejects.toMatchObject({ causeClass: 'internal' });
  });

  it.each([
    ['sends what it cannot have sealed', (): Uint8Array => Buffer.alloc(SEALED_BYTES)],
    ['sends less than a tag', (): Uint8Array => Buffer.alloc(3)],
  ])('has not shown the code when it %s', async (_, make) => {
    await expect(pairWith(answering(make))).rejects.toMatchObject({ causeClass: 'trust-not-given' });
  });
});

describe('a connection port that is not honest', () => {
  const stls = encodePacketHeader(
    { command: COMMAND.STLS, arg0: VERSION_STLS, arg1: 0, payload: new Uint8Array(0) },
    true,
  );
  const packet = (command: number): Buffer =>
    encodePacketHeader({ command, arg0: 1, arg1: 0, payload: new Uint8Array(0) }, true);

  async function openAgainst(afterTls: (socket: TLSSocket) => void, before = stls): Promise<unknown> {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(before);
      // Its CNXN and its STLS, 24 bytes each, and the banner of the first.
      let seen = Buffer.alloc(0);
      const take = (piece: Buffer): void => {
        seen = Buffer.concat([seen, piece]);
        const end = seen.length < 24 ? Infinity : 48 + seen.readUInt32LE(12);
        if (seen.length < end) return;
        socket.pause().off('data', take);
        if (seen.length > end) socket.unshift(seen.subarray(end));
        const secureContext = createSecureContext(adbTls(privateKey));
        const secured = new TLSSocket(socket, {
          isServer: true,
          secureContext,
          requestCert: true,
          rejectUnauthorized: false,
        });
        secured.on('error', () => undefined).once('secure', () => afterTls(secured));
      };
      socket.on('data', take);
    });
    const address = `127.0.0.1:${await listening(server)}`;
    try {
      return await openPhone({ platform: 'android', address }, clientOptions(folder.base));
    } finally {
      server.close();
    }
  }

  it.each([
    ['goes away after TLS', (socket: TLSSocket) => void socket.end()],
    ['breaks off after TLS', (socket: TLSSocket) => void socket.destroy()],
  ])('has not let us in when it %s', async (_, afterTls) => {
    await expect(openAgainst(afterTls)).rejects.toMatchObject({ causeClass: 'trust-not-given' });
  });

  it.each([
    ['asks for a signature over TLS', (socket: TLSSocket) => void socket.write(packet(COMMAND.AUTH))],
    ['wants TLS in TLS', (socket: TLSSocket) => void socket.write(stls)],
    ['sends garbage over TLS', (socket: TLSSocket) => void socket.write(Buffer.alloc(24, 7))],
  ])('is refused when it %s', async (_, afterTls) => {
    await expect(openAgainst(afterTls)).rejects.toMatchObject({ causeClass: 'internal' });
  });

  it('is refused when it says more before TLS than its turn was', async () => {
    const early = Buffer.concat([stls, packet(COMMAND.CNXN)]);
    await expect(openAgainst(() => undefined, early)).rejects.toMatchObject({ causeClass: 'internal' });
  });
});
