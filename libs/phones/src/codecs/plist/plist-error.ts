/** Bytes that are no property list, or one that nothing here should hold. The message says why, and holds nothing of it. */
export class PlistError extends Error {
  override readonly name = 'PlistError';
}
