import type { KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import { SourceError } from '@holdfast/contracts/sources';
import { pairingPassword } from '../../codecs/pairing-password.js';
import { SocketStream } from '../../stream/socket-stream.js';
import { exchangeIdentities } from './exchange-identities.js';
import { PairingChannel } from './pairing-channel.js';
import { startTls } from './start-tls.js';

/** Pairs on a connected socket, which stays the caller's to close; resolves with the phone's GUID. Errors as `pairWireless`. */
export async function pairOverTls(
  socket: Socket,
  code: string,
  key: KeyObject,
  silenceMs: number,
): Promise<string> {
  const secured = await startTls(socket, key).catch((cause: unknown) => {
    throw new SourceError(
      'internal',
      'What answers there does not pair. Use the address that the phone shows together with the code: its port is another than the one on the page before.',
      { cause },
    );
  });
  const channel = new PairingChannel(new SocketStream(secured, silenceMs));
  return exchangeIdentities(channel, pairingPassword(code, secured), key);
}
