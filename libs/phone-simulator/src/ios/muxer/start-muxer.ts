import { rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { PlistDict } from '@holdfast/phones/codecs';
import { StateFolder } from '../state-folder.js';
import { ComputerRecords } from './computer-records.js';
import { serveMux } from './mux-connection.js';
import { attachedMessage, type MuxDevice } from './mux-device.js';

/** Where a muxer listens, and where it keeps the computer's records. */
export interface MuxerOptions {
  /** Path of a Unix socket; else `port` counts. */
  readonly socket?: string;
  /** TCP port on loopback; 0, the default, takes a free one. */
  readonly port?: number;
  /** Folder of pair records; made when missing. */
  readonly records: string;
}

/** A usbmuxd that runs in this process, for any number of simulated phones. */
export interface Muxer {
  /** As `USBMUXD_SOCKET_ADDRESS` takes it: `UNIX:/path` or `127.0.0.1:port`. */
  readonly address: string;
  readonly records: ComputerRecords;
  /** A phone was plugged in; gives the number that it has from now on. */
  attach(device: MuxDevice): number;
  /** It was pulled: its connections break. */
  detach(id: number): void;
  close(): Promise<void>;
}

/** Starts a usbmuxd in software. Rejects when another program listens there. */
export async function startMuxer(options: MuxerOptions): Promise<Muxer> {
  const records = new ComputerRecords(new StateFolder(options.records));
  const devices = new Map<number, { device: MuxDevice; sockets: Set<Socket> }>();
  const listeners = new Set<(message: PlistDict) => void>();
  const sockets = new Set<Socket>();
  let lastId = 0;
  const tell = (message: PlistDict): void => {
    for (const listener of listeners) listener(message);
  };
  const house = {
    records,
    devices: () => Array.from(devices, ([id, { device }]) => [id, device] as const),
    find: (id: number) => devices.get(id)?.device,
    listen: (listener: (message: PlistDict) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    claim: (id: number, socket: Socket) => {
      const mine = devices.get(id)?.sockets;
      mine?.add(socket);
      socket.once('close', () => mine?.delete(socket));
    },
  };
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    void serveMux(socket, house);
  });
  const address = await listen(server, options);
  const detach = (id: number): void => {
    const gone = devices.get(id);
    if (!devices.delete(id) || gone === undefined) return;
    for (const socket of gone.sockets) socket.destroy();
    tell({ DeviceID: id, MessageType: 'Detached' });
  };
  return {
    address,
    records,
    attach: (device) => {
      lastId += 1;
      devices.set(lastId, { device, sockets: new Set() });
      tell(attachedMessage(lastId, device));
      return lastId;
    },
    detach,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function listen(server: Server, { socket, port = 0 }: MuxerOptions): Promise<string> {
  if (socket !== undefined && !(await isAnswered(socket))) await rm(socket, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    const listening = (): void => resolve();
    if (socket === undefined) server.listen(port, '127.0.0.1', listening);
    else server.listen(socket, listening);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : `UNIX:${socket}`;
}

/** A socket file that nobody answers was left behind. */
function isAnswered(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
    probe.once('connect', () => probe.destroy());
  });
}
