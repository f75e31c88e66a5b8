import { DeviceLink } from '../link/device-link.js';
import { PatientStream } from '../link/patient-stream.js';
import { servePhone, type Ending } from '../serve/serve-phone.js';
import { KeptFiles } from '../store/kept-files.js';
import { StagedStore } from '../store/staged-store.js';
import { PocketSink } from './pocket-sink.js';
import { ScriptedPhone, UDID, type Script } from './scripted-phone.js';

/** What serving a script came to. */
export interface Served {
  readonly sink: PocketSink;
  readonly ending: Ending | undefined;
  readonly error: unknown;
  readonly unreadable: readonly (readonly [string, string])[];
  readonly shares: readonly number[];
}

/** Serves a script that begins after the greeting, from a sink in memory. Manifests are kept in `scratch`. */
export async function served(script: Script, scratch = '/nowhere', sink = new PocketSink()): Promise<Served> {
  const phone = new ScriptedPhone();
  let failed: unknown;
  const said = script(phone).catch((error: unknown) => (failed = error));
  const unreadable: (readonly [string, string])[] = [];
  const shares: number[] = [];
  const kept = new KeptFiles(scratch);
  const stream = new PatientStream(phone.stream, { patienceMs: 60_000 });
  let ending: Ending | undefined;
  let error: unknown;
  try {
    const serving = {
      link: new DeviceLink(stream),
      store: new StagedStore(sink, kept),
      owners: [UDID],
      freeBytes: () => Promise.resolve(123_456_789_012n),
      onUnreadable: (path: string, label: string) => void unreadable.push([path, label]),
    };
    ending = await servePhone(serving, (share) => shares.push(share));
    await said;
    if (failed !== undefined) throw failed;
  } catch (thrown) {
    error = thrown;
  }
  stream.close();
  await said;
  await kept.close();
  return { sink, ending, error, unreadable, shares };
}
