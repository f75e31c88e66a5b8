import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneState } from '../../phone-monitor.js';
import { parseHostPort } from '../address.js';
import { connectSocket } from '../../stream/connect-socket.js';
import { greet } from './handshake.js';
import { loadKey } from './key-file.js';
import { PacketChannel } from './packet-channel.js';

const PROBE_MS = 1_500;

/** What a glance at an address found: nothing is read, and no dialog appears on the phone. */
export interface Probe {
  readonly state: PhoneState;
  readonly model: string | null;
}

/** Looks whether a phone answers at `host:port` and would let us in with the key it may already know; `undefined` when none does. */
export async function probeDirect(address: string, keyFile: string): Promise<Probe | undefined> {
  const target = parseHostPort(address);
  if (target === undefined) return undefined;
  const socket = await connectSocket(target, PROBE_MS).catch(() => undefined);
  if (socket === undefined) return undefined;
  const channel = new PacketChannel(socket, PROBE_MS);
  try {
    const greeting = await greet(channel, await loadKey(keyFile).catch(() => undefined));
    if (!greeting.known) return { state: 'unauthorised', model: null };
    const model = greeting.banner.properties['ro.product.model'] ?? null;
    return { state: greeting.banner.type === 'device' ? 'ready' : 'recovery', model };
  } catch (error) {
    const wantsTrust = error instanceof SourceError && error.causeClass === 'trust-not-given';
    return wantsTrust ? { state: 'unauthorised', model: null } : undefined;
  } finally {
    channel.close();
  }
}
