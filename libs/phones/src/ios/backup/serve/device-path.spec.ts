import { describe, expect, it } from '@jest/globals';
import { devicePath } from './device-path.js';

const OWNERS = ['udid', 'old-udid'];

describe('a path that a phone sends', () => {
  it.each([
    ['udid/Manifest.db', 'Manifest.db'],
    ['udid/Snapshot/ab/ab12', 'Snapshot/ab/ab12'],
    ['old-udid/Status.plist', 'Status.plist'],
    ['udid/Snapshot/', 'Snapshot'],
    ['udid', ''],
  ])('%j is %j of its backup', (sent, path) => {
    expect(devicePath(sent, OWNERS)).toBe(path);
  });

  it.each([
    '/etc/passwd',
    'udid/../other/Manifest.db',
    'other/Manifest.db',
    'Manifest.db',
    '',
    '..',
    'udid/./a',
    'udid//a',
    'udid/a\0b',
    'udid/a\\..\\b',
    `udid/${'n'.repeat(256)}`,
    `udid/${'n/'.repeat(65)}n`,
    `udid/${'ä'.repeat(3000)}`,
    7,
    undefined,
  ])('%j is refused', (sent) => {
    expect(() => devicePath(sent, OWNERS)).toThrow(expect.objectContaining({ causeClass: 'internal' }));
  });
});
