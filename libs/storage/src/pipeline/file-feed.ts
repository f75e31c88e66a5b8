/** Takes the bytes of one streamed file. */
export interface FileFeed {
  /**
   * Copies them; a promise only while the thread is behind, which slows the phone down instead of filling memory. A
   * promise for each piece of 64 KiB would be a tenth of what streaming costs.
   */
  write(bytes: Uint8Array): Promise<void> | undefined;
  end(): Promise<void>;
  /** The stream broke off: what was cut stays stored, the file is not told of. */
  abandon(): Promise<void>;
}
