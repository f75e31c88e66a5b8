/** Opens what a phone sealed itself, with what the snapshot holds for it (`Repository.phoneSecrets`). */
export interface SealedContents {
  /**
   * Bytes as the phone stored them in, its person's bytes out: no more of them at any moment than came in, since a restore
   * opens a file in its place. Throws what is told as the file's failure.
   */
  open(opening: Uint8Array, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}
