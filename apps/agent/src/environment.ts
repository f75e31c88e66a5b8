import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { DeployedAdb } from './adb-server/deployed-adb.js';
import type { Platform, PreferenceSource } from './platform/platform.js';
import { platformFor } from './platform/this-platform.js';

/** Credentials and place of an S3 server, as the AWS tools read them from the environment. */
export interface S3Environment {
  readonly accessKeyId: string | undefined;
  readonly secretAccessKey: string | undefined;
  readonly sessionToken: string | undefined;
  readonly region: string;
  readonly endpoint: string | undefined;
}

/** Everything this program takes from outside its command line, read once. */
export interface Environment {
  readonly platform: Platform;
  readonly stateFolder: string;
  readonly cacheFolder: string;
  readonly statusAddress: string;
  /** `host:port` of the adb server. */
  readonly adbServer: string;
  readonly deployedAdb: DeployedAdb;
  /** `UNIX:/path` or `host:port` of the service that reaches iPhones. */
  readonly usbmuxd: string;
  /** Phones on the network, `host:port`, beside those remembered from enrolment. */
  readonly phoneAddresses: readonly string[];
  /** Where a company put the address to enrol at; `HOLDFAST_MANAGED_PREFERENCE` names another file, for tests. */
  readonly preference: PreferenceSource;
  /** `file`: no keychain is asked, for secrets that must not outlive a folder. */
  readonly keyStore: 'file' | undefined;
  readonly s3: S3Environment;
  /** Of `holdfast-admin`: the installation that is asked where no `--server` is given, and a company's API token. */
  readonly server: string | undefined;
  readonly apiToken: string | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the environment. `HOLDFAST_HOME` puts state and cache below one folder, for tests and several profiles. */
export function readEnvironment(env: Variables, name: NodeJS.Platform = process.platform): Environment {
  const userId = process.getuid?.();
  const platform = platformFor(name, {
    env,
    home: homedir(),
    temporary: tmpdir(),
    ...(userId === undefined ? {} : { userId }),
  });
  const home = env['HOLDFAST_HOME'];
  const root = home === undefined || home === '' ? undefined : isAbsolute(home) ? home : resolve(home);
  const stateFolder = root === undefined ? platform.stateFolder() : join(root, 'state');
  return {
    platform,
    stateFolder,
    cacheFolder: root === undefined ? platform.cacheFolder() : join(root, 'cache'),
    statusAddress: platform.statusAddress(stateFolder),
    adbServer: adbServer(env),
    usbmuxd: usbmuxdAddress(env, platform),
    deployedAdb: { file: env['HOLDFAST_ADB'] || platform.deployedAdb, isNamed: Boolean(env['HOLDFAST_ADB']) },
    phoneAddresses: (env['HOLDFAST_PHONE_ADDRESSES'] ?? '').split(/[\s,]+/).filter((part) => part !== ''),
    preference: preferenceSource(env, platform, userId),
    keyStore: env['HOLDFAST_KEY_STORE'] === 'file' ? 'file' : undefined,
    server: env['HOLDFAST_SERVER'] || undefined,
    apiToken: env['HOLDFAST_API_TOKEN'] || undefined,
    s3: {
      accessKeyId: env['AWS_ACCESS_KEY_ID'],
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'],
      sessionToken: env['AWS_SESSION_TOKEN'],
      region: env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'us-east-1',
      endpoint: env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'],
    },
  };
}

/** Whoever names the file themselves may have written it. */
function preferenceSource(env: Variables, platform: Platform, userId: number | undefined): PreferenceSource {
  const named = env['HOLDFAST_MANAGED_PREFERENCE'];
  return named ? { kind: 'file', paths: [named], owners: [0, userId ?? 0] } : platform.preference;
}

/** As adb itself decides it: `ADB_SERVER_SOCKET=tcp:[host:]port`, else address and port, else 127.0.0.1:5037. */
function adbServer(env: Variables): string {
  const socket = /^tcp:(?:(.+):)?(\d{1,5})$/.exec(env['ADB_SERVER_SOCKET'] ?? '');
  if (socket) return `${socket[1] ?? '127.0.0.1'}:${socket[2]}`;
  return `${env['ANDROID_ADB_SERVER_ADDRESS'] ?? '127.0.0.1'}:${env['ANDROID_ADB_SERVER_PORT'] ?? '5037'}`;
}

/** As Apple's and libimobiledevice's programs take it; a socket of Unix means nothing on Windows. */
function usbmuxdAddress(env: Variables, platform: Platform): string {
  const named = env['USBMUXD_SOCKET_ADDRESS'] ?? '';
  const isUsable = platform.os === 'windows' ? !named.startsWith('UNIX:') : true;
  return named !== '' && isUsable ? named : platform.usbmuxd;
}
