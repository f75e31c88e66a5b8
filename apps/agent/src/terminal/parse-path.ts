import { usage } from '../faults/fault.js';

/** A path as a person types it, to segments of bytes. `/`, `.` and the empty text are the root; `..` is refused. */
export function parsePath(text: string): readonly Uint8Array[] {
  const segments = text.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) throw usage(`"${text}" leaves the snapshot: ".." cannot be part of a path.`);
  return segments.map((segment) => new Uint8Array(Buffer.from(segment, 'utf8')));
}

/** The same for a path as this program prints it, with `\xNN`, `\u{…}`, `\n`, `\t`, `\r` and `\\` undone. */
export function parsePrintedPath(text: string): readonly Uint8Array[] {
  return parsePath(text).map((segment) => {
    const pieces = Buffer.from(segment)
      .toString('utf8')
      .split(/(\\x[0-9a-f]{2}|\\u\{[0-9a-f]{1,6}\}|\\[ntr\\])/);
    return new Uint8Array(Buffer.concat(pieces.map(undoEscape)));
  });
}

const SHORT: Record<string, string> = { '\\n': '\n', '\\t': '\t', '\\r': '\r', '\\\\': '\\' };

function undoEscape(piece: string): Buffer {
  if (/^\\x[0-9a-f]{2}$/.test(piece)) return Buffer.from([Number.parseInt(piece.slice(2), 16)]);
  const point = /^\\u\{([0-9a-f]{1,6})\}$/.exec(piece)?.[1];
  if (point !== undefined) {
    const code = Number.parseInt(point, 16);
    return Buffer.from(code <= 0x10ffff ? String.fromCodePoint(code) : piece, 'utf8');
  }
  return Buffer.from(SHORT[piece] ?? piece, 'utf8');
}
