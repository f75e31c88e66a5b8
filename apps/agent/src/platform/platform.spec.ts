import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../environment.js';
import { platformFor } from './this-platform.js';

const surroundings = (env: Record<string, string> = {}) => ({
  env,
  home: '/home/eve',
  temporary: '/tmp',
  userId: 7,
});

describe('folders of the operating system', () => {
  it('follows XDG on Linux and ignores relative values', () => {
    const plain = platformFor('linux', surroundings());
    expect([plain.os, plain.stateFolder(), plain.cacheFolder()]).toEqual([
      'linux',
      '/home/eve/.local/state/holdfast',
      '/home/eve/.cache/holdfast',
    ]);
    const set = platformFor('linux', surroundings({ XDG_STATE_HOME: '/s', XDG_CACHE_HOME: 'relative' }));
    expect([set.stateFolder(), set.cacheFolder()]).toEqual(['/s/holdfast', '/home/eve/.cache/holdfast']);
  });

  it('knows macOS, Windows and what it does not know', () => {
    expect(platformFor('darwin', surroundings()).stateFolder()).toBe(
      '/home/eve/Library/Application Support/Holdfast',
    );
    expect(platformFor('win32', surroundings({ LOCALAPPDATA: 'C:/L' })).stateFolder()).toContain('Holdfast');
    expect(platformFor('win32', surroundings()).statusAddress('x')).toMatch(
      /^\\\\\.\\pipe\\holdfast-[0-9a-f]{24}$/,
    );
    expect(platformFor('freebsd', surroundings()).os).toBe('other');
  });

  it('keeps the socket below the length that systems allow', () => {
    const { statusAddress } = platformFor('linux', surroundings());
    expect(statusAddress('/short')).toBe('/short/agent.sock');
    const long = statusAddress(`/${'x'.repeat(200)}`);
    expect(long).toMatch(/^\/tmp\/holdfast-7-[0-9a-f]{16}\/agent\.sock$/);
    expect(statusAddress(`/${'y'.repeat(200)}`)).not.toBe(long);
  });
});

describe('the environment', () => {
  it('puts everything below HOLDFAST_HOME', () => {
    const environment = readEnvironment({ HOLDFAST_HOME: '/h' }, 'linux');
    expect([environment.stateFolder, environment.cacheFolder]).toEqual(['/h/state', '/h/cache']);
  });

  it.each([
    [{}, '127.0.0.1:5037'],
    [{ ANDROID_ADB_SERVER_PORT: '15700' }, '127.0.0.1:15700'],
    [{ ADB_SERVER_SOCKET: 'tcp:5038' }, '127.0.0.1:5038'],
    [{ ADB_SERVER_SOCKET: 'tcp:far:5038', ANDROID_ADB_SERVER_PORT: '1' }, 'far:5038'],
  ])('finds the adb server as adb does: %j', (env, address) => {
    expect(readEnvironment(env, 'linux').adbServer).toBe(address);
  });

  it('starts the adb that HOLDFAST_ADB names, else what the company put into its place, never what PATH holds', () => {
    const adb = (env: Record<string, string>, name: NodeJS.Platform) =>
      readEnvironment(env, name).deployedAdb;
    expect(adb({ HOLDFAST_ADB: '/x/adb' }, 'linux')).toEqual({ file: '/x/adb', isNamed: true });
    expect(adb({ PATH: '/usr/bin', HOLDFAST_ADB: '' }, 'linux')).toEqual({
      file: '/opt/holdfast/platform-tools/adb',
      isNamed: false,
    });
    expect(adb({}, 'darwin').file).toBe('/Library/Application Support/Holdfast/platform-tools/adb');
    expect(adb({ ProgramFiles: 'D:/P' }, 'win32').file).toMatch(/^D:.P.Holdfast.platform-tools.adb\.exe$/);
  });

  it('takes S3 from the variables of the AWS tools', () => {
    const env = { AWS_ENDPOINT_URL: 'http://a', AWS_ENDPOINT_URL_S3: 'http://b', AWS_DEFAULT_REGION: 'eu' };
    expect(readEnvironment(env, 'linux').s3).toMatchObject({ endpoint: 'http://b', region: 'eu' });
    expect(readEnvironment({ HOLDFAST_PHONE_ADDRESSES: 'a:1, b:2' }, 'linux').phoneAddresses).toEqual([
      'a:1',
      'b:2',
    ]);
  });
});
