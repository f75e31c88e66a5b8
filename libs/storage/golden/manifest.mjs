import { createHash } from 'node:crypto';

/** Names of any bytes on one line: what is not printable ASCII, and the escape itself, as %xx. */
const shown = (bytes) =>
  Array.from(bytes, (byte) =>
    byte > 0x20 && byte < 0x7f && byte !== 0x25 && byte !== 0x2f
      ? String.fromCharCode(byte)
      : byte === 0x20
        ? ' '
        : `%${byte.toString(16).padStart(2, '0')}`,
  ).join('');

/**
 * One line a name, tabs between: path, kind, octal mode or `-`, modified in ns since 1970, size, and the SHA-256 of the
 * contents or the target of a link.
 */
export function manifestLine({ path, kind, mode, mtimeNs, size, linkTarget }, sha256) {
  return [
    path.map(shown).join('/'),
    kind,
    mode === undefined ? '-' : mode.toString(8),
    mtimeNs,
    size,
    kind === 'symlink' ? shown(linkTarget) : (sha256 ?? '-'),
  ].join('\t');
}

/** What a source holds, by its own word. */
export async function manifestOf(source) {
  const lines = [];
  for await (const entry of source.scan({}, () => {})) {
    const digest = createHash('sha256');
    if (entry.kind === 'file') for await (const bytes of source.open(entry)) digest.update(bytes);
    lines.push(manifestLine(entry, entry.kind === 'file' ? digest.digest('hex') : undefined));
  }
  return `${lines.sort().join('\n')}\n`;
}
