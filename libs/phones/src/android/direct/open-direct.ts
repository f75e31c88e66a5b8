import { SourceError } from '@holdfast/contracts/sources';
import { parseHostPort } from '../address.js';
import type { PhoneTransport } from '../phone-transport.js';
import { connectSocket } from '../../stream/connect-socket.js';
import { DirectTransport } from './direct-transport.js';
import { askToAllow, greet } from './handshake.js';
import { loadOrMakeKey } from './key-file.js';
import { PacketChannel } from './packet-channel.js';

/** How long a person has to tap Allow, milliseconds. */
export const ALLOW_MS = 60_000;
const CONNECT_MS = 5_000;

/** What opening a phone directly needs to know. */
export interface DirectOptions {
  readonly adbKeyFile: string;
  readonly onAuthorisationNeeded?: ((address: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds to wait for the tap. */
  readonly allowMs?: number | undefined;
}

/**
 * Connects straight to a phone's adbd at `host:port`, over TLS where the phone is in wireless debugging. One that does not
 * know our key shows its allow dialog. Throws `SourceError` `trust-not-given` when nobody taps within a minute (a retry
 * shows the dialog again), or at once for a phone in wireless debugging that was not paired; `unplugged` when nothing
 * answers there.
 */
export async function openDirect(address: string, options: DirectOptions): Promise<PhoneTransport> {
  const target = parseHostPort(address);
  if (target === undefined)
    throw new SourceError('unplugged', `${address} is not an address of the form host:port.`);
  const key = await loadOrMakeKey(options.adbKeyFile);
  const socket = await connectSocket(target, CONNECT_MS).catch((cause: unknown) => {
    const text = `No phone answers at ${address}. Check that it is on, in this network, and that debugging is switched on.`;
    throw new SourceError('unplugged', text, { cause });
  });
  const channel = new PacketChannel(socket);
  const stop = (): void => channel.close();
  options.signal?.addEventListener('abort', stop, { once: true });
  // Making a key takes a second on a busy computer: whoever gave up meanwhile is not heard of again.
  if (options.signal?.aborted === true) stop();
  let timer = setTimeout(stop, CONNECT_MS);
  let asked = false;
  try {
    let greeting = await greet(channel, key);
    clearTimeout(timer);
    if (!greeting.known) {
      asked = true;
      options.onAuthorisationNeeded?.(address);
      timer = setTimeout(stop, options.allowMs ?? ALLOW_MS);
      greeting = await askToAllow(channel, key);
    }
    if (!greeting.known) throw notAllowed();
    return new DirectTransport(channel, new Set(greeting.banner.features), greeting.maxPayload);
  } catch (error) {
    channel.close();
    if (options.signal?.aborted === true)
      throw new SourceError('cancelled', 'Stopped before the phone was opened.');
    const lost = error instanceof SourceError && error.causeClass === 'unplugged';
    throw asked && lost ? notAllowed() : error;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', stop);
  }
}

/** The one sentence for a phone whose person has not tapped Allow. */
export function notAllowed(): SourceError {
  return new SourceError(
    'trust-not-given',
    'The phone has not allowed this computer. Unlock it, tap "Always allow from this computer" and then "Allow", and try again.',
  );
}
