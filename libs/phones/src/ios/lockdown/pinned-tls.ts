import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { SourceError } from '@holdfast/contracts/sources';
import { garbledIphone, iphoneGone } from '../ios-faults.js';
import type { PairRecord } from '../pairing/pair-record.js';

const HANDSHAKE_MS = 30_000;

/**
 * TLS as the computer of a pair record, on a connection whose own listeners are detached. The phone has to show the very
 * certificate of the record, byte for byte: no authority vouches for it, and none could. Throws `SourceError`: `internal`
 * for another certificate or no TLS, `unplugged` when the connection ends.
 */
export function startPinnedTls(socket: Socket, record: PairRecord): Promise<TLSSocket> {
  const expected = new X509Certificate(record.deviceCertificate).raw;
  return new Promise((resolve, reject) => {
    const secured = connect({
      socket,
      cert: record.hostCertificate,
      key: record.hostPrivateKey,
      rejectUnauthorized: false,
      // Records of libimobiledevice are signed with SHA-1, which OpenSSL refuses above level 0. The pin is what counts.
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const fail = (error: SourceError): void => {
      clearTimeout(timer);
      secured.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(iphoneGone(new Error('no TLS in time'))), HANDSHAKE_MS);
    const ended = (): void => fail(iphoneGone());
    secured.once('close', ended);
    // Never without a listener: what was refused may arrive before anybody reads.
    secured.on('error', (error: NodeJS.ErrnoException) => {
      const isLost = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      fail(isLost ? iphoneGone(error) : garbledIphone('no TLS', error));
    });
    secured.once('secureConnect', () => {
      const shown = secured.getPeerX509Certificate()?.raw;
      if (shown === undefined || !shown.equals(expected)) return fail(anotherPhone());
      clearTimeout(timer);
      secured.off('close', ended);
      resolve(secured);
    });
  });
}

function anotherPhone(): SourceError {
  return new SourceError(
    'internal',
    'What answers is not the iPhone that this computer was paired with: it shows another certificate. Nothing was asked of it. Unplug it, plug it in again and retry; if it stays so, forget the pairing and pair anew.',
  );
}
