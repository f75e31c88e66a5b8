import type { SyntheticEntry } from '../faults.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const content = bytes('hostile');

/** Names that may not become a path: a client that keeps one can be led out of its target. */
export const REFUSED_NAMES: readonly Uint8Array[] = [
  bytes(''),
  bytes('..'),
  bytes('.'),
  bytes('../escape.txt'),
  bytes('/etc/passwd'),
  bytes('a/b.txt'),
  bytes('nul\0byte.txt'),
  Buffer.alloc(4097, 'x'),
  Buffer.alloc(60_000, 'y'),
];

/** Names that are legal on a phone and make trouble later: in terminals, in pages, on other file systems. */
export const ODD_NAMES: readonly Uint8Array[] = [
  bytes('new\nline.txt'),
  bytes('\u001b[31mred\u001b[0m.txt'),
  bytes('bidi \u202egpj.exe'),
  Buffer.from([0x62, 0x61, 0x64, 0xff, 0xfe, 0x2e, 0x74, 0x78, 0x74]),
  Buffer.from([0xc0, 0xaf, 0x2e, 0x74, 0x78, 0x74]),
  bytes('<img src=x onerror=alert(1)>.txt'),
  bytes('=cmd|calc.txt'),
  bytes('..\\..\\windows.txt'),
  bytes('C:\\x.txt'),
  bytes('name:stream.txt'),
  bytes('CON.txt'),
  bytes('trailing.txt.'),
  bytes('.. .txt'),
  bytes('...'),
  bytes('Case.txt'),
  bytes('case.txt'),
  bytes('caf\u00e9.txt'),
  bytes('cafe\u0301.txt'),
  bytes("quote'; rm -rf .txt"),
  Buffer.alloc(255, 'n'),
];

/**
 * A phone that means harm, as `PhoneFaults.synthetic`: folder `hostile` with all of these names, links out of the tree
 * and to nowhere, a socket, times before 1970 and after 2106, and a name listed twice.
 */
export function hostilePhone(folder: string): Iterable<SyntheticEntry> | undefined {
  if (folder === '') return [{ name: bytes('hostile'), kind: 'directory' }];
  if (folder !== 'hostile') return undefined;
  return [
    ...REFUSED_NAMES.map((name): SyntheticEntry => ({ name, content })),
    { name: bytes('..'), kind: 'directory' },
    ...ODD_NAMES.map((name): SyntheticEntry => ({ name, content })),
    { name: bytes('twice.txt'), content },
    { name: bytes('twice.txt'), content: bytes('other') },
    { name: bytes('out.txt'), kind: 'symlink', content: bytes('../../../../etc/passwd') },
    { name: bytes('loop.txt'), kind: 'symlink', content: bytes('loop.txt') },
    { name: bytes('socket.txt'), kind: 'socket' },
    { name: bytes('old.txt'), content, mtime: -1_000_000_000n },
    { name: bytes('future.txt'), content, mtime: 5_000_000_000n },
    { name: bytes('stat-fails.txt'), errno: 13 },
  ];
}
