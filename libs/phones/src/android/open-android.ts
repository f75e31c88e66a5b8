import { setTimeout as sleep } from 'node:timers/promises';
import type { CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneSession, PhoneState } from '../phone-monitor.js';
import type { PhonesOptions } from '../phones-options.js';
import { stateSentence } from '../state-sentence.js';
import { parseHostPort } from './address.js';
import { AndroidSource } from './android-source.js';
import { ALLOW_MS, notAllowed, openDirect } from './direct/open-direct.js';
import { androidIdentity, confirmIdentity } from './identity.js';
import { AndroidTarget } from './push/android-target.js';
import type { PhoneTransport } from './phone-transport.js';
import { serverDevices, type ServerDevice } from './server/server-devices.js';
import { stateOf } from './server/server-state.js';
import { NoServer } from './server/server-socket.js';
import { ServerTransport } from './server/server-transport.js';

const ASK_EVERY_MS = 500;

/**
 * Opens the Android phone at `address`: through the adb server when that lists it, else straight over TCP when the
 * address is `host:port`. Errors as `openPhone`.
 */
export async function openAndroid(
  address: string,
  options: PhonesOptions,
  signal?: AbortSignal,
): Promise<PhoneSession> {
  const transport = await transportTo(address, options, signal);
  const source = new AndroidSource(transport);
  try {
    const identity = await androidIdentity(transport);
    const target = new AndroidTarget(transport);
    return {
      identity,
      source,
      target,
      confirmIdentity: () => confirmIdentity(transport, identity),
      close: () => {
        target.close();
        return source.close();
      },
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function transportTo(
  address: string,
  options: PhonesOptions,
  signal?: AbortSignal,
): Promise<PhoneTransport> {
  const device = await allowedDevice(address, options, signal);
  if (device !== undefined) return ServerTransport.open(options.adbServer, device);
  if (parseHostPort(address) !== undefined) {
    return openDirect(address, { ...options, signal });
  }
  throw new SourceError(
    'unplugged',
    `No phone ${JSON.stringify(address)} is attached. Plug it in with USB debugging on; "holdfast phones" lists what is seen.`,
  );
}

/** The server's device once its person allowed us; `undefined` when the server does not list it, or lists a dead address. */
async function allowedDevice(
  address: string,
  options: PhonesOptions,
  signal?: AbortSignal,
): Promise<ServerDevice | undefined> {
  const deadline = Date.now() + ALLOW_MS;
  for (let asked = false; ;) {
    const device = await listedDevice(address, options.adbServer);
    if (device === undefined) return undefined;
    const state = stateOf(device.state);
    if (state === 'ready') return device;
    if (state === 'offline' && parseHostPort(address) !== undefined) return undefined;
    if (state !== 'unauthorised') throw notReady(state);
    if (!asked) options.onAuthorisationNeeded?.(address);
    asked = true;
    if (Date.now() > deadline) throw notAllowed();
    await sleep(ASK_EVERY_MS, undefined, signal === undefined ? {} : { signal }).catch((cause: unknown) => {
      throw new SourceError('cancelled', 'Stopped before the phone was opened.', { cause });
    });
  }
}

async function listedDevice(address: string, adbServer: string): Promise<ServerDevice | undefined> {
  let devices: ServerDevice[];
  try {
    devices = await serverDevices(adbServer);
  } catch (error) {
    if (error instanceof NoServer) return undefined;
    throw error;
  }
  const matching = devices.filter((device) => device.serial === address);
  if (matching.length <= 1) return matching[0];
  throw new SourceError('internal', said({ platform: 'android', state: 'offline', isShared: true }));
}

const CAUSES: Partial<Record<PhoneState, CauseClass>> = {
  'no-permissions': 'permission-denied',
  recovery: 'usb-debugging-off',
};

function notReady(state: PhoneState): SourceError {
  return new SourceError(CAUSES[state] ?? 'unplugged', said({ platform: 'android', state }));
}

function said(phone: Parameters<typeof stateSentence>[0]): string {
  const sentence = stateSentence(phone);
  return `${sentence?.what} ${sentence?.next}`;
}
