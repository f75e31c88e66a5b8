import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { SourceError } from '@holdfast/contracts/sources';
import { endedWith } from '../backup-errors.js';
import type { BackupDevice } from '../device/backup-device.js';
import { PasscodeWatch } from '../device/passcode-watch.js';
import { DeviceLink } from '../link/device-link.js';
import { greet } from '../link/greet.js';
import { unplugged } from '../link/link-faults.js';
import { PatientStream } from '../link/patient-stream.js';
import { servePhone } from '../serve/serve-phone.js';
import type { Serving } from '../serve/handler.js';

/** Half an hour: a phone that computes what changed is silent for minutes. */
export const PATIENCE_MS = 30 * 60_000;

export interface Conversation {
  /** The message to the backup service, with which the phone begins to drive. */
  readonly request: { readonly [key: string]: PlistValue };
  readonly serving: Omit<Serving, 'link'>;
  readonly patienceMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Done when both have greeted each other and before the request. */
  prepare?(): Promise<void>;
}

/**
 * One whole conversation with the phone's backup service: greets it, asks, serves what it wants, and tells its person when
 * it wants the passcode. Resolves when the phone says that it is done. Throws `SourceError`: how the phone ended, in its
 * person's words, `unplugged`, `cancelled`, `internal`; and what the store throws.
 */
export async function converse(device: BackupDevice, conversation: Conversation): Promise<void> {
  const { request, serving, patienceMs = PATIENCE_MS, signal, onProgress, prepare } = conversation;
  const onPhone = new AbortController();
  const either = signal === undefined ? onPhone.signal : AbortSignal.any([signal, onPhone.signal]);
  const watch = new PasscodeWatch(device, () => onPhone.abort());
  let link: DeviceLink | undefined;
  try {
    await watch.start();
    const stream = new PatientStream(await device.openBackupService(), { patienceMs, signal: either });
    link = new DeviceLink(stream);
    await greet(link);
    await prepare?.();
    await link.process(request);
    const { code, description } = await servePhone({ ...serving, link }, onProgress);
    if (code === undefined) throw unplugged();
    if (code !== 0) throw endedWith(code, description, watch.wasAsked);
  } catch (error) {
    throw onPhone.signal.aborted && signal?.aborted !== true ? cancelledOnPhone(error) : error;
  } finally {
    watch.end();
    await link?.close();
  }
}

function cancelledOnPhone(cause: unknown): SourceError {
  return new SourceError(
    'cancelled',
    'This was cancelled on the iPhone. Earlier snapshots are whole; start again when it suits.',
    { cause },
  );
}
