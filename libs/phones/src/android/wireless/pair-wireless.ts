import { SourceError } from '@holdfast/contracts/sources';
import { parseHostPort } from '../address.js';
import { loadOrMakeKey } from '../direct/key-file.js';
import { connectSocket } from '../../stream/connect-socket.js';

const CONNECT_MS = 5_000;
/** A pairing is four short messages: a phone that needs longer than this for them does not pair. */
const PAIR_MS = 15_000;

/** What pairing needs to know. */
export interface PairingRequest {
  /** `host:port` that the phone shows together with the code; it is not the port it is reached at afterwards. */
  readonly address: string;
  /** The six digits. */
  readonly code: string;
  /** As in `PhonesOptions`: the key that the phone will know. */
  readonly adbKeyFile: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Pairs this user's adb key with a phone that shows a code for wireless debugging (Android 11 and later), after which
 * `openPhone` is let in without a dialog. `guid` is what the phone calls itself; it is no secret and no proof.
 *
 * Throws `SourceError`: `trust-not-given` for a code that is wrong or no longer shown, `unplugged` when nothing answers
 * there (a retry with the address now shown helps), `internal` for a peer that does not pair, `cancelled` by `signal`.
 */
export async function pairWireless(request: PairingRequest): Promise<{ guid: string }> {
  const { address, code, signal } = request;
  const target = parseHostPort(address);
  if (target === undefined)
    throw new SourceError('unplugged', `${address} is not an address of the form host:port.`);
  if (!/^\d{6}$/.test(code)) throw new SourceError('trust-not-given', 'A pairing code has six digits.');
  const key = await loadOrMakeKey(request.adbKeyFile);
  // Loaded when it is meant: curves and certificates are more code than all the rest of this library.
  const { pairOverTls } = await import('./pair-over-tls.js');
  const socket = await connectSocket(target, CONNECT_MS).catch((cause: unknown) => {
    const text = `Nothing answers at ${address}. A phone does so only while it shows the pairing code: compare the address, and keep the code on the screen.`;
    throw new SourceError('unplugged', text, { cause });
  });
  const stop = (): void => void socket.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) stop();
  const timer = setTimeout(stop, PAIR_MS);
  try {
    return { guid: await pairOverTls(socket, code, key, PAIR_MS) };
  } catch (error) {
    throw signal?.aborted === true
      ? new SourceError('cancelled', 'Stopped before the phone was paired.')
      : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    socket.destroy();
  }
}
