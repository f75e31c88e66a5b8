import type { KeyObject } from 'node:crypto';
import { SourceError } from '@holdfast/contracts/sources';
import { encodeAdbPublicKey } from '../../codecs/adb-public-key.js';
import { signAdbToken, TOKEN_BYTES } from '../../codecs/adb-signature.js';
import { decodeBanner, encodeBanner, type Banner } from '../../codecs/banner.js';
import {
  AUTH,
  COMMAND,
  MAX_PAYLOAD,
  VERSION_NO_CHECKSUM,
  VERSION_STLS,
  type Packet,
} from '../../codecs/packet.js';
import { computerName } from '../computer-name.js';
import { garbled } from '../../stream/phone-faults.js';
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
 * Greets a phone and, where it asks, proves `key` by signature, or by TLS where wireless debugging wants that. Never
 * sends the public key, so no dialog appears: that is `askToAllow`'s, for a phone whose person wants it read.
 * Throws `SourceError` `trust-not-given` for a phone of wireless debugging that `key` was not paired with.
 */
export async function greet(channel: PacketChannel, key: KeyObject | undefined): Promise<Greeting> {
  const banner = encodeBanner({ type: 'host', properties: {}, features: FEATURES });
  await channel.send(COMMAND.CNXN, VERSION_NO_CHECKSUM, MAX_PAYLOAD, banner);
  let answer = await handshakePacket(channel);
  if (answer.command === COMMAND.STLS) {
    if (key === undefined) throw notPaired();
    return connected(channel, await securely(channel, key));
  }
  if (answer.command === COMMAND.AUTH && key !== undefined) {
    await channel.send(COMMAND.AUTH, AUTH.SIGNATURE, 0, signAdbToken(key, tokenOf(answer)));
    answer = await handshakePacket(channel);
  }
  return answer.command === COMMAND.CNXN ? connected(channel, answer) : { known: false };
}

/** Shows the phone our public key, which makes it ask its person, and waits for the answer. */
export async function askToAllow(channel: PacketChannel, key: KeyObject): Promise<Greeting> {
  await channel.send(COMMAND.AUTH, AUTH.PUBLIC_KEY, 0, encodeAdbPublicKey(key, computerName()));
  const answer = await handshakePacket(channel);
  return answer.command === COMMAND.CNXN ? connected(channel, answer) : { known: false };
}

function connected(channel: PacketChannel, packet: Packet): Greeting {
  channel.checksums = packet.arg0 < VERSION_NO_CHECKSUM;
  const maxPayload = Math.min(MAX_PAYLOAD, packet.arg1);
  if (maxPayload < 1) throw garbled('it accepts no data');
  return { known: true, banner: decodeBanner(packet.payload), maxPayload };
}

/** Answers STLS with STLS and TLS. The phone looks at our key last, so that its no comes where its greeting would. */
async function securely(channel: PacketChannel, key: KeyObject): Promise<Packet> {
  await channel.send(COMMAND.STLS, VERSION_STLS, 0, new Uint8Array(0));
  await channel.secure(key);
  try {
    const answer = await handshakePacket(channel);
    if (answer.command === COMMAND.CNXN) return answer;
  } catch (error) {
    throw channel.hungUp ? notPaired(error) : error;
  }
  throw garbled('an unexpected greeting over TLS');
}

async function handshakePacket(channel: PacketChannel): Promise<Packet> {
  const packet = await channel.receive();
  const { command } = packet;
  if (command !== COMMAND.CNXN && command !== COMMAND.AUTH && command !== COMMAND.STLS)
    throw garbled('an unexpected greeting');
  return packet;
}

function notPaired(cause?: unknown): SourceError {
  return new SourceError(
    'trust-not-given',
    'The phone does not know this computer. Pair this computer first: on the phone, Wireless debugging, "Pair device with pairing code", then "holdfast pair HOST:PORT" with the address shown there.',
    cause === undefined ? undefined : { cause },
  );
}

function tokenOf(packet: Packet): Uint8Array {
  if (packet.arg0 !== AUTH.TOKEN || packet.payload.length !== TOKEN_BYTES) throw garbled('a malformed token');
  return packet.payload;
}
