import type { PhoneStream } from '../stream/phone-stream.js';

/** A way to the services of one phone: the adb server, or straight over TCP. */
export interface PhoneTransport {
  /** What phone and transport both offer (`shell_v2`, `stat_v2`, `ls_v2` …). */
  readonly features: ReadonlySet<string>;
  /** Opens a service such as `sync:`; throws `SourceError` (`unplugged` when the phone is gone: a retry after plugging in helps). */
  open(service: Uint8Array): Promise<PhoneStream>;
  close(): Promise<void>;
}
