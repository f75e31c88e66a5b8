/** Streams of the shell v2 protocol (AOSP `shell_protocol.h`). */
export const SHELL = { STDIN: 0, STDOUT: 1, STDERR: 2, EXIT: 3, CLOSE_STDIN: 4, WINDOW_SIZE: 5 } as const;

export const SHELL_HEADER_BYTES = 5;
/** More than any adb sends in one frame; a larger announcement is garbage. */
export const MAX_SHELL_FRAME = 16 * 1024 * 1024;

/** `u8 id, u32 length, payload`. */
export function encodeShellFrame(id: number, payload: Uint8Array): Buffer {
  const frame = Buffer.alloc(SHELL_HEADER_BYTES + payload.length);
  frame.writeUInt8(id, 0);
  frame.writeUInt32LE(payload.length, 1);
  frame.set(payload, SHELL_HEADER_BYTES);
  return frame;
}

/** Reads the 5 bytes before a payload; throws `RangeError` when the announced length is absurd. */
export function decodeShellHeader(bytes: Uint8Array): { id: number; length: number } {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = header.readUInt32LE(1);
  if (length > MAX_SHELL_FRAME) throw new RangeError(`a shell frame announces ${length} bytes`);
  return { id: header.readUInt8(0), length };
}
