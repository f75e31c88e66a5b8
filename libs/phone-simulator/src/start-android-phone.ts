import { createServer, type Server, type Socket } from 'node:net';
import { stat } from 'node:fs/promises';
import { DeviceConnection } from './android/device-connection.js';
import { Doorkeeper, type AuthMode } from './android/doorkeeper.js';
import { PhoneFiles } from './android/phone-files.js';
import { Phone } from './android/phone.js';
import { Wire } from './wire.js';
import { createPairingServer } from './android/wireless/pairing-server.js';
import { makePhoneKey, phoneGuid, type WirelessOptions } from './android/wireless/wireless.js';
import { NO_DATABASES, type PhoneDatabases } from './databases/phone-databases.js';
import type { FaultStats, PhoneFaults } from './faults.js';

/** How a simulated Android phone is to be. */
export interface AndroidPhoneOptions {
  /** The directory that is its /sdcard; links that lead out of it are not followed. */
  readonly root: string;
  /** TCP port on loopback; 0 takes a free one. */
  readonly port?: number;
  readonly serial?: string;
  readonly model?: string;
  readonly auth?: AuthMode;
  /** Where allowed computers are remembered; without it they are forgotten with the process. Never inside `root`. */
  readonly trustedKeysFile?: string;
  readonly faults?: PhoneFaults;
  /** Contacts, messages, apps …; without them those of a phone that was never used. */
  readonly databases?: PhoneDatabases;
  /** Wireless debugging in place of the dialog: the port speaks TLS, and only to computers that were paired. */
  readonly wireless?: WirelessOptions;
  /** The allow dialog appeared, for a key with this name. */
  readonly onDialog?: (keyName: string) => void;
}

/** A simulated phone that runs. */
export interface AndroidPhone {
  readonly port: number;
  readonly serial: string;
  readonly model: string;
  readonly faultStats: FaultStats;
  /** Paths and volumes that the media scanner was asked to look at. */
  readonly scans: readonly string[];
  /** Replaces the faults while it runs; `v1Only` stays as it began. */
  setFaults(faults: PhoneFaults): void;
  /** Where it pairs, with `wireless`. */
  readonly pairingPort?: number;
  /** Taps Allow in the dialogs that are open. */
  allow(): void;
  /** Pulls the cable: all connections break, nobody can connect. */
  unplug(): Promise<void>;
  /** Plugs the cable in again, on the same port. */
  plug(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts an Android phone in software on 127.0.0.1: the real adb and our own client accept it (tried with
 * adb 29.0.6, 2026-11-22). Rejects when `root` is no directory or the port is taken.
 */
export async function startAndroidPhone(options: AndroidPhoneOptions): Promise<AndroidPhone> {
  const { root, serial = 'HF0000000001', model = 'Pixel 7' } = options;
  let current = options.faults ?? {};
  // Read anew each time, so that faults can change, or be replaced, while it runs.
  const faults = new Proxy<PhoneFaults>({}, { get: (_, name) => current[name as keyof PhoneFaults] });
  if (!(await stat(root)).isDirectory()) throw new Error(`${root} is not a directory`);
  const faultStats: FaultStats = {
    bytesSent: 0,
    unplugged: 0,
    denied: 0,
    vanished: 0,
    filesRead: 0,
    foldersListed: 0,
    bytesPushed: 0,
  };
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = options.port ?? 0;

  const unplug = async (): Promise<void> => {
    const listening = server;
    server = undefined;
    if (listening === undefined) return;
    faultStats.unplugged += 1;
    const closed = new Promise<void>((resolve) => listening.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const door = new Doorkeeper(
    options.auth ?? 'allow',
    options.trustedKeysFile,
    options.onDialog ?? ((): void => undefined),
  );
  await door.recall();
  const key = options.wireless === undefined ? undefined : await makePhoneKey();
  const phone = new Phone({
    properties: { serial, model, product: 'panther', device: 'panther', release: '16' },
    databases: options.databases ?? NO_DATABASES,
    files: new PhoneFiles(root, faults, faultStats),
    door,
    wire: new Wire(faults, faultStats, () => void unplug()),
    faults,
    v1Only: faults.v1Only === true,
    wirelessKey: key,
  });
  const pairing =
    options.wireless === undefined || key === undefined
      ? undefined
      : createPairingServer({
          code: options.wireless.code,
          guid: phoneGuid(serial),
          key,
          onPaired: (computer) => door.trust(computer),
        });
  const pairingPort =
    pairing === undefined ? undefined : await listen(pairing, options.wireless?.pairingPort ?? 0);
  const plug = async (): Promise<void> => {
    if (server !== undefined) return;
    const fresh = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      void new DeviceConnection(phone, socket).serve();
    });
    port = await listen(fresh, port);
    server = fresh;
  };
  await plug();
  const close = async (): Promise<void> => {
    pairing?.close();
    await unplug();
    phone.providers.close();
  };
  const setFaults = (next: PhoneFaults): void => void (current = next);
  const more = pairingPort === undefined ? {} : { pairingPort };
  const { scans } = phone.media;
  const told = { port, serial, model, faultStats, scans, ...more };
  return { ...told, allow: () => door.allow(), setFaults, unplug, plug, close };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
