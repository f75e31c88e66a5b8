import { describe, expect, it } from '@jest/globals';
import { ObjectName, OBJECT_KINDS } from './object-name.js';

const hash = 'ab'.repeat(32);

describe('object names', () => {
  it.each(['config', `keys/00000001/agent-1/${hash}`, ...OBJECT_KINDS.map((kind) => `${kind}/${hash}`)])(
    'signs %s',
    (name) => expect(ObjectName.safeParse(name).success).toBe(true),
  );

  it.each([
    '',
    'config/',
    `data/${hash}/..`,
    `../data/${hash}`,
    `data/${hash.toUpperCase()}`,
    `data/${hash}\n`,
    `keys/1/agent/${hash}`,
    `keys/00000001/../${hash}`,
    `other/${hash}`,
    `data/${hash.slice(1)}`,
  ])('never signs %j', (name) => expect(ObjectName.safeParse(name).success).toBe(false));
});
