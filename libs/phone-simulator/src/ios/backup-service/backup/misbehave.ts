import { FRAME, frameHead, framedName, PlistReal } from '@holdfast/phones/codecs';
import type { HostileAct } from '../backup-faults.js';
import { Upload } from '../link/upload.js';
import { snapshotOf, type BackupRun } from './backup-run.js';

const ENDLESS = 100_000;
const FROM = '/private/var/mobile/Media/DCIM/100APPLE/IMG_0001.JPG';
const CONTENT = Buffer.from('from a hostile phone');

/** Does what no phone should. The computer may end it at any time: the connection is over then. */
export async function misbehave(run: BackupRun, act: HostileAct): Promise<void> {
  const { link, folder } = run;
  const snapshot = snapshotOf(folder);
  const upload = async (to: string): Promise<void> => {
    const files = await Upload.begin(link, CONTENT.length);
    await files.file(FROM, to, CONTENT);
    await files.finish();
  };
  const frames = async (...pieces: Buffer[]): Promise<void> => {
    const files = await Upload.begin(link, CONTENT.length);
    await files.name(FROM, `${snapshot}/ab/hostile`);
    for (const piece of pieces) await files.out.push(piece);
    await files.out.flush();
  };
  const acts: Readonly<Record<HostileAct, () => Promise<unknown>>> = {
    'path-above': () => upload(`${folder}/../../escape.txt`),
    'path-absolute': () => upload('/tmp/escape.txt'),
    'path-of-another-phone': () => upload('00008110-FFFFFFFFFFFFFFFF/Manifest.db'),
    'path-empty': () => upload(`${folder}/`),
    'name-too-long': async () => {
      const files = await Upload.begin(link, CONTENT.length);
      await files.out.push(framedName('x'.repeat(5_000)));
      await files.file(FROM, `${snapshot}/ab/hostile`, CONTENT);
      await files.finish();
    },
    'frame-of-4-gib': async () => {
      const head = frameHead(FRAME.data, 2 ** 32 - 2);
      await frames(head);
      for (let sent = 0; sent < 2 ** 32; sent += 65_536) await link.connection.send(Buffer.alloc(65_536));
    },
    'frame-without-code': () => frames(Buffer.alloc(4), CONTENT),
    'unknown-frame': () => frames(frameHead(0x7f, CONTENT.length), CONTENT),
    'unknown-messages': () => link.ask('DLMessageMakeCoffee', 'strong', {}, new PlistReal(1)),
    'move-of-nothing': () => run.host.move([[`${snapshot}/not/there`, `${folder}/ab/there`]]),
    'move-out': () => run.host.move([[`${snapshot}/Status.plist`, `${folder}/../escape.plist`]]),
    'remove-above': () => run.host.remove([`${folder}/../..`]),
    'endless-directories': async () => {
      for (let number = 0; number < ENDLESS; number += 1)
        await run.host.makeFolder(`${snapshot}/${number}/deeper/${number}`);
    },
    'list-above': () => run.host.list(`${folder}/../..`),
    garbage: () => link.connection.send(Buffer.alloc(64, 'this is no message. ')),
  };
  await acts[act]();
}
