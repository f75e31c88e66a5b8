/** One conversation with a service of the phone, bytes both ways. */
export interface PhoneStream {
  /** The next piece, good until the next call; `undefined` once the phone has closed. Not reading holds the phone back. */
  next(): Promise<Uint8Array | undefined>;
  /** Resolves when the bytes may be considered taken: awaiting it holds the writer back. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the conversation; safe to call at any time and more than once. */
  close(): void;
}
