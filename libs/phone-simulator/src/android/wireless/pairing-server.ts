import { createServer, type Server, type Socket } from 'node:net';
import type { KeyObject } from 'node:crypto';
import {
  ByteReader,
  decodeAdbPublicKey,
  decodePairingHeader,
  decodePeerInfo,
  encodePairingPacket,
  encodePeerInfo,
  PAIRING,
  PAIRING_HEADER_BYTES,
  pairingPassword,
  PairingSeal,
  PEER_INFO,
  startSpake2,
} from '@holdfast/phones/codecs';
import { serveTls } from './serve-tls.js';

/** How the phone pairs. */
export interface Pairing {
  /** The six digits on its screen. */
  readonly code: string;
  readonly guid: string;
  readonly key: KeyObject;
  /** A computer has proved that its person reads the screen. */
  readonly onPaired: (computer: KeyObject) => Promise<void>;
}

/**
 * The phone's pairing port: as AOSP's `pairing_server.cpp`, but that one closes after the first pairing or twenty wrong
 * codes, and here the dialog is as if opened again at once.
 */
export function createPairingServer(pairing: Pairing): Server {
  return createServer((socket) => {
    socket.on('error', () => undefined);
    void pair(socket, pairing)
      .catch(() => undefined)
      .then(() => socket.destroy());
  });
}

/** Says its half before it reads the other's, both times, as adb does. */
async function pair(socket: Socket, pairing: Pairing): Promise<void> {
  const { secured } = await serveTls(socket, pairing.key);
  const pieces = secured[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const reader = new ByteReader(async () => {
    const piece = await pieces.next();
    return piece.done === true ? undefined : piece.value;
  });
  const receive = async (type: number): Promise<Buffer> =>
    reader.exactly(decodePairingHeader(await reader.exactly(PAIRING_HEADER_BYTES), type));
  const exchange = startSpake2('server', pairingPassword(pairing.code, secured));
  secured.write(encodePairingPacket(PAIRING.SPAKE2, exchange.message));
  const seal = new PairingSeal(exchange.keyWith(await receive(PAIRING.SPAKE2)));
  const ours = encodePeerInfo(PEER_INFO.DEVICE_GUID, Buffer.from(pairing.guid));
  secured.write(encodePairingPacket(PAIRING.PEER_INFO, seal.seal(ours)));
  const theirs = decodePeerInfo(seal.open(await receive(PAIRING.PEER_INFO)), PEER_INFO.RSA_PUBLIC_KEY);
  await pairing.onPaired(decodeAdbPublicKey(theirs).key);
  await new Promise<void>((resolve) => secured.end(resolve));
}
