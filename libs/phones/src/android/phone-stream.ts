/** One conversation with a service of the phone, bytes both ways. */
export interface PhoneStream {
  /** The next piece, good until the next call; `undefined` once the phone has closed. Not reading holds the phone back. */
  next(): Promise<Uint8Array | undefined>;
  /** Resolves when the bytes may be considered taken: awaiting it holds the writer back. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the conversation; safe to call at any time and more than once. */
  close(): void;
}

/** A way to the services of one phone: the adb server, or straight over TCP. */
export interface PhoneTransport {
  /** What phone and transport both offer (`shell_v2`, `stat_v2`, `ls_v2` …). */
  readonly features: ReadonlySet<string>;
  /** Opens a service such as `sync:`; throws `SourceError` (`unplugged` when the phone is gone: a retry after plugging in helps). */
  open(service: Uint8Array): Promise<PhoneStream>;
  close(): Promise<void>;
}
