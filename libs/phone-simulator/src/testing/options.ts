import { join } from 'node:path';
import type { PhonesOptions } from '@holdfast/phones';

/** An address where no adb server is: port 1 of loopback. */
export const NO_SERVER = '127.0.0.1:1';

/** Options of the client, with its key in a test's own folder. */
export function clientOptions(base: string, more: Partial<PhonesOptions> = {}): PhonesOptions {
  return {
    adbServer: NO_SERVER,
    directAddresses: [],
    folders: [],
    adbKeyFile: join(base, 'keys/adbkey'),
    ...more,
  };
}
