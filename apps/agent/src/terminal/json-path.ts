const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** A path in `--json`: text joined by `/`, and the exact bytes where text cannot hold them. */
export interface JsonPath {
  readonly path: string;
  /** base64 of the raw bytes; only where a name is not valid UTF-8. */
  readonly pathBase64?: string;
}

/** Raw segments as `--json` shows them. */
export function jsonPath(path: readonly Uint8Array[]): JsonPath {
  const whole = Buffer.concat(
    path.flatMap((segment, at) => (at === 0 ? [segment] : [Buffer.from('/'), segment])),
  );
  try {
    return { path: strict.decode(whole) };
  } catch {
    return { path: lenient.decode(whole), pathBase64: whole.toString('base64') };
  }
}
