const SLASH = 0x2f;
const DOT = 0x2e;
/** Longest name kept, bytes: sixteen times what Android's file systems allow. */
export const MAX_NAME_BYTES = 4096;

/**
 * Whether a name may become one segment of a path: not empty, not `.` or `..`, no `/` or NUL, at most 4,096 bytes.
 * Everything else (newlines, ESC, bidi marks, invalid UTF-8, `<script>`) is a legal name and stays as it is: whoever
 * shows it escapes it, whoever restores it judges it for the target's file system.
 */
export function isEntryName(name: Uint8Array | undefined): name is Uint8Array {
  if (name === undefined || name.length === 0 || name.length > MAX_NAME_BYTES) return false;
  if (name[0] === DOT && (name.length === 1 || (name.length === 2 && name[1] === DOT))) return false;
  return !name.includes(SLASH) && !name.includes(0);
}

/** Whether a name is `.` or `..`, which a listing may bear once each. */
export function isDots(name: Uint8Array | undefined): boolean {
  return (
    name !== undefined && name[0] === DOT && (name.length === 1 || (name.length === 2 && name[1] === DOT))
  );
}
