import { describe, expect, it } from '@jest/globals';
import type { ShownEntry } from '@holdfast/contracts';
import { UnreadableFiles } from '../run/unreadable-files.js';
import { PocketSink } from '../testing/pocket-sink.js';
import type { ArrangedEntry } from '../../format/shown-entries.js';
import { arrangeFiles } from './arrange-files.js';

const shown = (path: string, kind: ShownEntry['kind'] = 'file'): ShownEntry => ({
  path: path.split('/').map((name) => Buffer.from(name)),
  kind,
  mtimeNs: 1n,
  category: 'photos',
});

async function arranged(rows: ArrangedEntry[], unread: [string, string][] = []): Promise<PocketSink> {
  const sink = new PocketSink();
  for (const name of ['ab/1', 'ab/2']) sink.staged.set(name, { kind: 'file', bytes: Buffer.from(name) });
  const unreadable = new UnreadableFiles((left) => sink.leaveOut(left));
  for (const [path, label] of unread) unreadable.add(path, label);
  await arrangeFiles(sink, rows, unreadable);
  unreadable.tell();
  return sink;
}

const causes = (sink: PocketSink): string[] =>
  sink.leftOut.map(({ shown: path, cause }) => `${path}: ${cause}`);

describe('files of a manifest', () => {
  it('are shown where a person looks for them, with their folders and links', async () => {
    const sink = await arranged([
      { from: undefined, shown: shown('DCIM', 'directory') },
      { from: 'ab/1', shown: shown('DCIM/IMG_1.HEIC') },
      { from: undefined, shown: shown('DCIM/link', 'symlink') },
      { from: undefined, shown: shown('DCIM', 'directory') },
    ]);
    expect([...sink.arranged.keys()]).toEqual(['DCIM', 'DCIM/IMG_1.HEIC', 'DCIM/link']);
    expect(sink.leftOut).toEqual([]);
  });

  it('that are not there are left out with their cause', async () => {
    const rows = [
      { from: 'ab/1', shown: shown('a') },
      { from: 'ab/2', shown: shown('a') },
      { from: 'ab/unread', shown: shown('b') },
      { from: 'cd/gone', shown: shown('c') },
      { from: undefined, shown: shown('a', 'symlink') },
    ];
    const unread: [string, string][] = [
      ['Snapshot/ab/unread', '/var/mobile/b'],
      ['Snapshot/ab/nowhere', '/var/mobile/Media/DCIM/../x'],
    ];
    expect(causes(await arranged(rows, unread))).toEqual([
      'a: name-refused',
      'b: unreadable',
      'c: vanished',
      'a: name-refused',
      'var/mobile/Media/DCIM/x: unreadable',
    ]);
  });

  it('are told at once where there are more of them than anybody keeps', () => {
    const sink = new PocketSink();
    const unreadable = new UnreadableFiles((left) => sink.leaveOut(left));
    for (let i = 0; i < 50_002; i += 1) unreadable.add(`Snapshot/ab/${i}`, `/a/${i}`);
    expect(causes(sink)).toEqual(['a/50000: unreadable', 'a/50001: unreadable']);
  });

  it('that came after all are not left out', () => {
    const sink = new PocketSink();
    const unreadable = new UnreadableFiles((left) => sink.leaveOut(left));
    unreadable.add('Snapshot/ab/1', '/a');
    unreadable.forget('Snapshot/ab/1');
    unreadable.tell();
    expect(sink.leftOut).toEqual([]);
  });
});
