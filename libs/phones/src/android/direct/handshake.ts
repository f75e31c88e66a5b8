import { hostname, userInfo } from 'node:os';
import type { KeyObject } from 'node:crypto';
import { SourceError } from '@holdfast/contracts/sources';
import { encodeAdbPublicKey } from '../../codecs/adb-public-key.js';
import { signAdbToken, TOKEN_BYTES } from '../../codecs/adb-signature.js';
import { decodeBanner, encodeBanner, type Banner } from '../../codecs/banner.js';
import { AUTH, COMMAND, MAX_PAYLOAD, VERSION_NO_CHECKSUM, type Packet } from '../../codecs/packet.js';
import { garbled } from '../phone-faults.js';
import type { PacketChannel } from './packet-channel.js';

/** What we can make use of; a phone may offer more. */
const FEATURES = [
  'shell_v2',
  'cmd',
  'stat_v2',
  'ls_v2',
  'fixed_push_mkdir',
  'sendrecv_v2',
  'sendrecv_v2_brotli',
  'sendrecv_v2_zstd',
];

/** How a phone answered: connected with its banner, or it does not know the key offered so far. */
export type Greeting =
  { readonly known: true; readonly banner: Banner; readonly maxPayload: number } | { readonly known: false };

/**
 * Greets a phone and, where it asks, proves `key` by signature. Never sends the public key, so no dialog appears:
 * that is `askToAllow`'s, for a phone whose person wants it read.
 */
export async function greet(channel: PacketChannel, key: KeyObject | undefined): Promise<Greeting> {
  const banner = encodeBanner({ type: 'host', properties: {}, features: FEATURES });
  await channel.send(COMMAND.CNXN, VERSION_NO_CHECKSUM, MAX_PAYLOAD, banner);
  let answer = await handshakePacket(channel);
  if (answer.command === COMMAND.AUTH && key !== undefined) {
    await channel.send(COMMAND.AUTH, AUTH.SIGNATURE, 0, signAdbToken(key, tokenOf(answer)));
    answer = await handshakePacket(channel);
  }
  return answer.command === COMMAND.CNXN ? connected(channel, answer) : { known: false };
}

/** Shows the phone our public key, which makes it ask its person, and waits for the answer. */
export async function askToAllow(channel: PacketChannel, key: KeyObject): Promise<Greeting> {
  const name = `${userInfo().username}@${hostname()}`.replace(/[^\x21-\x7e]/g, '_');
  await channel.send(COMMAND.AUTH, AUTH.PUBLIC_KEY, 0, encodeAdbPublicKey(key, name));
  const answer = await handshakePacket(channel);
  return answer.command === COMMAND.CNXN ? connected(channel, answer) : { known: false };
}

function connected(channel: PacketChannel, packet: Packet): Greeting {
  channel.checksums = packet.arg0 < VERSION_NO_CHECKSUM;
  const maxPayload = Math.min(MAX_PAYLOAD, packet.arg1);
  if (maxPayload < 1) throw garbled('it accepts no data');
  return { known: true, banner: decodeBanner(packet.payload), maxPayload };
}

async function handshakePacket(channel: PacketChannel): Promise<Packet> {
  const packet = await channel.receive();
  if (packet.command === COMMAND.STLS) {
    throw new SourceError(
      'trust-not-given',
      'This phone wants to be paired for wireless debugging first. Connect it by USB instead, with USB debugging on.',
    );
  }
  if (packet.command !== COMMAND.CNXN && packet.command !== COMMAND.AUTH)
    throw garbled('an unexpected greeting');
  return packet;
}

function tokenOf(packet: Packet): Uint8Array {
  if (packet.arg0 !== AUTH.TOKEN || packet.payload.length !== TOKEN_BYTES) throw garbled('a malformed token');
  return packet.payload;
}
