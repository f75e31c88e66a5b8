import { join } from 'node:path';
import type { PersonStep, PhonesOptions } from '@holdfast/phones';
import { wakeAdbServer } from '../adb-server/start-adb-server.js';
import type { Output } from '../terminal/output.js';
import { usage } from '../faults/fault.js';
import type { CommandContext } from './command-context.js';

/** `--adb-server HOST:PORT` of the verbs that reach phones. */
export interface PhonesFlags {
  readonly adbServer?: string;
}

/** How phones are reached: by flag, else by environment; `direct` are addresses to reach without an adb server. */
export function phonesOptions(
  context: CommandContext,
  flags: PhonesFlags,
  direct: readonly string[],
  folders: readonly string[] = [],
  onAuthorisationNeeded?: (address: string) => void,
  onStep?: (address: string, step: PersonStep) => void,
): PhonesOptions {
  const { environment } = context;
  const adbServer = flags.adbServer ?? environment.adbServer;
  if (!/^.+:\d{1,5}$/.test(adbServer)) throw usage(`"${adbServer}" is not HOST:PORT of an adb server.`);
  return {
    adbServer,
    directAddresses: [...new Set([...environment.phoneAddresses, ...direct])],
    folders,
    adbKeyFile: join(environment.stateFolder, 'adbkey'),
    usbmuxd: environment.usbmuxd,
    pairRecords: join(environment.stateFolder, 'pair-records'),
    ...(onAuthorisationNeeded === undefined ? {} : { onAuthorisationNeeded }),
    ...(onStep === undefined ? {} : { onStep }),
  };
}

/** For a verb whose person asked for phones by cable: an adb server, where the company deployed adb. */
export async function adbServerAwake(
  context: CommandContext,
  options: PhonesOptions,
  output: Output,
): Promise<void> {
  const { deployedAdb, cacheFolder } = context.environment;
  const state = await wakeAdbServer(options.adbServer, deployedAdb, cacheFolder);
  if (state.kind === 'failed') output.note(state.problem);
}

/** `host:port`: an address that can be reached without an adb server. */
export const isNetworkAddress = (address: string): boolean => /^(\[[^\]]+\]|[^:[\]]+):\d{1,5}$/.test(address);
