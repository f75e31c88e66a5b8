import type { KeyObject } from 'node:crypto';
import { SourceError } from '@holdfast/contracts/sources';
import { encodeAdbPublicKey } from '../../codecs/adb-public-key.js';
import { decodePeerInfo, encodePeerInfo, PAIRING, PEER_INFO } from '../../codecs/pairing-packet.js';
import { PairingSeal, SealBroken } from '../../codecs/pairing-seal.js';
import { BadPairingMessage, startSpake2 } from '../../codecs/spake2.js';
import { computerName } from '../computer-name.js';
import { garbled } from '../../stream/phone-faults.js';
import type { PairingChannel } from './pairing-channel.js';

/** `adb-SERIAL-RANDOM` on the phones of AOSP; no other printable name is refused. */
const GUID = /^[\x21-\x7e]{1,255}$/;

/**
 * The client's half of pairing (AOSP `pairing_connection.cpp`): SPAKE2 under `password`, then our public key for the
 * phone's GUID, both sealed. The phone remembers the key once it has opened it. Throws `SourceError`: `trust-not-given`
 * when the phone does not share the password, `unplugged`, `internal`.
 */
export async function exchangeIdentities(
  channel: PairingChannel,
  password: Uint8Array,
  key: KeyObject,
): Promise<string> {
  try {
    const exchange = startSpake2('client', password);
    await channel.send(PAIRING.SPAKE2, exchange.message);
    const seal = new PairingSeal(exchange.keyWith(await channel.receive(PAIRING.SPAKE2)));
    const ours = encodePeerInfo(PEER_INFO.RSA_PUBLIC_KEY, encodeAdbPublicKey(key, computerName()));
    const theirs = await sealedAnswer(channel, seal.seal(ours));
    // Sealed peer info of our own kind would be ours, sent back: only a phone can make one with a GUID.
    const guid = decodePeerInfo(seal.open(theirs), PEER_INFO.DEVICE_GUID).toString('latin1');
    if (!GUID.test(guid)) throw garbled('a phone without a name');
    return guid;
  } catch (error) {
    if (error instanceof SealBroken) throw wrongCode(error);
    if (error instanceof BadPairingMessage) throw garbled(error.message, error);
    throw error;
  }
}

/** A phone that cannot open ours hangs up, before or after it has sent its own. */
async function sealedAnswer(channel: PairingChannel, ours: Uint8Array): Promise<Buffer> {
  try {
    await channel.send(PAIRING.PEER_INFO, ours);
    return await channel.receive(PAIRING.PEER_INFO);
  } catch (error) {
    throw error instanceof SourceError && error.causeClass === 'unplugged' ? wrongCode(error) : error;
  }
}

function wrongCode(cause: unknown): SourceError {
  return new SourceError(
    'trust-not-given',
    'The code was not right, or it is no longer shown. On the phone, open Wireless debugging, "Pair device with pairing code", and use the address and the code that it shows now.',
    { cause },
  );
}
