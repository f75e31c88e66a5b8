import { ServerSocket } from './server-socket.js';

/** One line of `host:devices-l`. */
export interface ServerDevice {
  readonly serial: string;
  /** As the server says it: `device`, `unauthorized`, `offline`, `no permissions…`, `recovery` … */
  readonly state: string;
  readonly model: string | null;
  readonly transportId: string | null;
}

/** Parses `serial <spaces> state [key:value …]` lines; lines of another shape are skipped. */
export function parseDevices(text: string): ServerDevice[] {
  const devices: ServerDevice[] = [];
  for (const line of text.split('\n')) {
    const match = /^(\S+)\s+(no permissions|\S+)(.*)$/.exec(line.trim());
    if (match === null) continue;
    const [, serial = '', state = '', rest = ''] = match;
    devices.push({
      serial,
      state,
      model: /(?:^|\s)model:(\S+)/.exec(rest)?.[1]?.replaceAll('_', ' ') ?? null,
      transportId: /(?:^|\s)transport_id:(\d+)/.exec(rest)?.[1] ?? null,
    });
  }
  return devices;
}

/** What the adb server sees now; throws `NoServer` when there is none. */
export async function serverDevices(address: string): Promise<ServerDevice[]> {
  const socket = await ServerSocket.connect(address, 5_000);
  try {
    await socket.request('host:devices-l');
    return parseDevices(await socket.text());
  } finally {
    socket.close();
  }
}

/** What the adb server sees, at once and again at every change, until it goes away (then the iteration ends or throws). */
export async function* trackServerDevices(
  address: string,
  signal: AbortSignal,
): AsyncIterable<ServerDevice[]> {
  const socket = await ServerSocket.connect(address, 2 ** 31 - 1);
  const stop = (): void => socket.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return;
    await socket.request('host:track-devices-l');
    for (;;) yield parseDevices(await socket.text());
  } finally {
    signal.removeEventListener('abort', stop);
    socket.close();
  }
}
