import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Surroundings } from './platform.js';

/** sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing zero included (unix(4), unix(7)). */
const LONGEST = 100;

/**
 * Path of the status socket: in the state folder, or, where that path is too long for a socket, in a folder of this
 * user's own below the temporary one. Whoever listens makes that folder with mode 0700.
 */
export function unixSocketAddress(stateFolder: string, surroundings: Surroundings): string {
  const direct = join(stateFolder, 'agent.sock');
  if (Buffer.byteLength(direct) <= LONGEST) return direct;
  const short = createHash('sha256').update(stateFolder).digest('hex').slice(0, 16);
  return join(surroundings.temporary, `holdfast-${surroundings.userId ?? 0}-${short}`, 'agent.sock');
}
