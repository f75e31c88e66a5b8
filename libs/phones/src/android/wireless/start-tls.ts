import type { KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { adbTls } from '../../codecs/adb-tls.js';
import { garbled, unplugged } from '../../stream/phone-faults.js';

/**
 * TLS 1.3 as the client on a connected socket, with a certificate of our adb key. The phone's own certificate proves
 * nothing and is not looked at: adbd makes a new key at each start, and another for each pairing (AOSP `daemon/auth.cpp`,
 * `pairing_server.cpp`). Whether the phone accepts ours is known only once it has said something: TLS 1.3 is finished for
 * a client before the server looks at its certificate. Throws `SourceError`: `unplugged` when the connection ends, `internal`
 * for a peer that does not speak TLS 1.3.
 */
export function startTls(socket: Socket, key: KeyObject): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connect({ ...adbTls(key), socket, rejectUnauthorized: false });
    const ended = (): void => reject(unplugged());
    secured.once('close', ended);
    secured.once('error', (error: NodeJS.ErrnoException) => {
      secured.destroy();
      const isLost = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      reject(isLost ? unplugged(error) : garbled('no TLS 1.3', error));
    });
    secured.once('secureConnect', () => {
      secured.off('close', ended).removeAllListeners('error');
      // Never without a listener: what was refused may arrive before anybody reads.
      secured.on('error', () => undefined);
      resolve(secured);
    });
  });
}
