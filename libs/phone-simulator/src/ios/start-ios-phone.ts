import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { Wire } from '../wire.js';
import { BackupPassword } from './backup-password.js';
import { clockAtRate } from './clock.js';
import { Domains } from './domains/domains.js';
import type { IosFaults, IosFaultStats } from './faults.js';
import type { IosPhone, IosPhoneOptions } from './ios-phone-options.js';
import { firstValues } from './lockdown/first-values.js';
import { ServicePorts } from './lockdown/service-ports.js';
import { startMuxer } from './muxer/start-muxer.js';
import { Notifications } from './notifications.js';
import { pairBeforehand } from './pairing/host-record.js';
import { phoneKey, publicKeyOf } from './pairing/phone-key.js';
import { TrustedComputers } from './pairing/trusted-computers.js';
import { Person } from './person.js';
import { phonePorts } from './phone-ports.js';
import type { IosPhoneState } from './phone-state.js';
import { ownServices } from './services/own-services.js';
import { StateFolder } from './state-folder.js';

const OTHER_UDID = '00008110-00FFFFFFFFFFFFFF';

/**
 * Starts an iPhone in software, behind a usbmuxd in software: Debian's idevice tools (libimobiledevice 1.3.0) and our own
 * client accept it. Rejects when `root` is no directory, or when the muxer's place is taken.
 */
export async function startIosPhone(options: IosPhoneOptions): Promise<IosPhone> {
  if (!(await stat(options.root)).isDirectory()) throw new Error(`${options.root} is not a directory`);
  const root = await realpath(options.root);
  const { udid = udidOf(root), name = 'iPhone', via = 'USB' } = options;
  const clock = options.clock ?? clockAtRate();
  const state = new StateFolder(options.stateFolder ?? `${root}.iphone`);
  let current = options.faults ?? {};
  // Read anew each time, so that faults can change, or be replaced, while it runs.
  const faults = new Proxy<IosFaults>({}, { get: (_, fault) => current[fault as keyof IosFaults] });
  const stats: IosFaultStats = {
    bytesSent: 0,
    unplugged: 0,
    filesRead: 0,
    foldersListed: 0,
    sessions: 0,
    paired: 0,
    backups: 0,
    restores: 0,
  };
  const notifications = new Notifications();
  const { trust = 'allow', passcode = 'none' } = options;
  const person = new Person({ trust, passcode }, notifications, clock, options.onAsked);
  person.isLocked = options.isLocked === true;
  const key = await phoneKey(state);
  const backupPassword = await BackupPassword.recall(state, options.password);
  let askedForUdid = 0;
  const values = firstValues({
    udid: () => {
      askedForUdid += 1;
      return faults.swapUdidAfter !== undefined && askedForUdid > faults.swapUdidAfter ? OTHER_UDID : udid;
    },
    name,
    seed: options.seed ?? 1,
    publicKey: publicKeyOf(key),
    isLocked: () => person.isLocked,
    willEncrypt: () => backupPassword.value !== undefined,
    clock,
  });
  const domains = new Domains(root, faults);
  const phone: IosPhoneState = {
    udid,
    values,
    domains,
    person,
    notifications,
    clock,
    faults,
    stats,
    cable: { pull: () => unplug(), plug: () => plug() },
    backupPassword,
    state,
  };
  const services = new Map([...ownServices, ...(options.services ?? [])].map((one) => [one.name, one]));
  const computers = await TrustedComputers.recall(state);
  const ports = new ServicePorts(services);

  const muxer = options.muxer ?? (await startMuxer(muxerOptions(options, state)));
  if (options.unpaired !== true && (await muxer.records.read(udid)) === undefined) {
    const address = values.text('WiFiAddress');
    const { record, computer } = await pairBeforehand(key, await muxer.records.buid(), address);
    await computers.trust(computer, false);
    await muxer.records.save(udid, record);
  }

  let id: number | undefined;
  const detach = (): void => {
    if (id !== undefined) muxer.detach(id);
    id = undefined;
    person.forgetDialogs();
  };
  const unplug = (): void => {
    if (id === undefined) return;
    stats.unplugged += 1;
    detach();
  };
  const wire = new Wire(faults, stats, unplug);
  const connect = phonePorts({ state: phone, key, computers, ports }, wire);
  let isClosed = false;
  const plug = (): void => {
    if (!isClosed) id ??= muxer.attach({ udid, via, connect });
  };
  plug();
  return {
    address: muxer.address,
    udid,
    name,
    faultStats: stats,
    state: phone,
    setFaults: (next) => void (current = next),
    trust: () => person.answerTrust('trusted'),
    deny: () => person.answerTrust('denied'),
    lock: () => void (person.isLocked = true),
    unlock: () => void (person.isLocked = false),
    enterPasscode: () => person.answerPasscode('entered'),
    dismissPasscode: () => person.answerPasscode('dismissed'),
    unplug,
    plug,
    close: async () => {
      isClosed = true;
      detach();
      if (options.muxer === undefined) await muxer.close();
    },
  };
}

function muxerOptions(
  { socket, port }: IosPhoneOptions,
  state: StateFolder,
): Parameters<typeof startMuxer>[0] {
  const records = `${state.path}/computer`;
  if (socket !== undefined) return { socket, records };
  return port === undefined ? { records } : { port, records };
}

/** Of its own directory, so that two phones differ and one stays itself: 8 digits, a dash and 16 digits, as since 2018. */
function udidOf(root: string): string {
  return `00008110-${createHash('sha256').update(root).digest('hex').slice(0, 16).toUpperCase()}`;
}
