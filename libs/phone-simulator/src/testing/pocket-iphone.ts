import type { PlistDict } from '@holdfast/phones/codecs';
import type { IosPhone } from '../ios/ios-phone-options.js';
import { backupService } from '../ios/backup-service/backup-service.js';
import type { PocketComputer } from './pocket-computer.js';
import { type Ended } from './pocket-computer.js';

/** A phone's backups without a muxer between: one conversation with a computer in memory. */
export async function converse(
  phone: IosPhone,
  computer: PocketComputer,
  request: PlistDict,
): Promise<Ended | undefined> {
  const connection = computer.plug();
  const served = backupService
    .serve(connection, phone.state)
    .catch(() => undefined)
    .finally(() => connection.end());
  const ended = await computer.run(request).catch(() => undefined);
  computer.unplug();
  await served;
  return ended;
}

/** What a computer asks for a backup. */
export const backupRequest = (udid: string, options?: PlistDict): PlistDict => ({
  MessageName: 'Backup',
  TargetIdentifier: udid,
  SourceIdentifier: udid,
  ...(options === undefined ? {} : { Options: options }),
});
