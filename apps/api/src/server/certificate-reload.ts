import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { Server } from 'node:tls';
import { Logger } from '@nestjs/common';

const EVERY_MS = 5_000;

/**
 * Takes a renewed certificate into use without a restart: both files are looked at every five seconds (a poll also sees
 * the swapped links of certificate tools). A pair that does not fit together is logged and the old one stays.
 * Answers a function that stops looking.
 */
export const reloadCertificate = (
  server: unknown,
  files: { certificateFile: string; keyFile: string },
): (() => void) => {
  if (!(server instanceof Server)) return () => undefined;
  const logger = new Logger('tls');
  const reload = (): void => {
    try {
      server.setSecureContext({
        cert: readFileSync(files.certificateFile),
        key: readFileSync(files.keyFile),
      });
      logger.log('The certificate changed and is in use');
    } catch (error) {
      logger.warn(
        { err: error },
        'The new certificate and key do not fit together; the old ones stay in use',
      );
    }
  };
  const watched = [files.certificateFile, files.keyFile];
  for (const file of watched) watchFile(file, { interval: EVERY_MS, persistent: false }, reload);
  return () => {
    for (const file of watched) unwatchFile(file, reload);
  };
};
