import { chmod, lstat, mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { dirname } from 'node:path';
import { Fault } from '../faults/fault.js';

const STALE_START_MS = 10_000;
const LARGEST_BACKLOG = 1024 * 1024;

/**
 * The local socket (mode 0600, or a named pipe) on which the agent says its state, one JSON line at a time. Holding it
 * is also what makes an agent the only one of its user: a second one finds it answered and stops with `busy`.
 */
export class StatusSocket {
  private readonly readers = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly address: string,
    private readonly current: () => string,
  ) {
    server.on('connection', (socket) => {
      this.readers.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.readers.delete(socket));
      socket.resume();
      socket.write(`${this.current()}\n`);
    });
  }

  /** @throws Fault `busy` another agent of this user runs */
  static async open(address: string, current: () => string): Promise<StatusSocket> {
    if (isPipe(address)) return new StatusSocket(await listen(address), address, current);
    await ownFolder(dirname(address));
    return onlyOneAtATime(`${address}.starting`, async () => {
      if (await answers(address)) throw busy();
      await rm(address, { force: true });
      // Listens under another name until its mode is right, so that nobody else can connect in between.
      const server = await listen(`${address}.new`);
      await chmod(`${address}.new`, 0o600);
      await rename(`${address}.new`, address);
      return new StatusSocket(server, address, current);
    });
  }

  /** Tells everybody who watches. One who does not read is let go. */
  changed(): void {
    const line = `${this.current()}\n`;
    for (const reader of this.readers) {
      if (reader.writableLength > LARGEST_BACKLOG) reader.destroy();
      else reader.write(line);
    }
  }

  async close(): Promise<void> {
    // First, so that the next agent never finds a socket that answers no more.
    if (!isPipe(this.address)) await rm(this.address, { force: true });
    for (const reader of this.readers) reader.end();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

const isPipe = (address: string): boolean => address.startsWith('\\\\.\\pipe\\');

const busy = (): Fault =>
  new Fault('busy', {
    what: 'An agent of this user runs already.',
    holds: 'It was left alone.',
    next: '"holdfast status" shows what it does.',
  });

async function listen(address: string): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? busy() : error),
    );
    server.listen(address, resolve);
  });
  return server;
}

async function answers(address: string): Promise<boolean> {
  const socket = connect(address);
  const result = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  socket.destroy();
  return result;
}

/** A folder below the shared temporary one may have been made by somebody else: then it is not used. */
async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid } = await lstat(folder);
  if (process.getuid !== undefined && uid !== process.getuid()) {
    throw new Fault('usage', {
      what: `${folder} belongs to another user.`,
      next: 'Set HOLDFAST_HOME to a shorter path.',
    });
  }
}

/** Two agents that start at once must not both take over a socket that a killed one left behind. */
async function onlyOneAtATime<T>(marker: string, work: () => Promise<T>): Promise<T> {
  await mkdir(marker).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    const age = Date.now() - (await stat(marker)).mtimeMs;
    if (age < STALE_START_MS) throw busy();
  });
  try {
    return await work();
  } finally {
    await rmdir(marker).catch(() => undefined);
  }
}
