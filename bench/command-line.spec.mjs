import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COVERAGE_PARTS, LEGS, parseCommandLine, UsageError } from './command-line.mjs';

describe('the command line', () => {
  it('has a default for everything that measuring needs', () => {
    assert.deepEqual(parseCommandLine(['engine']), {
      verb: 'engine',
      size: 2 * 1024 ** 3,
      seed: 1,
      rounds: 3,
      legs: LEGS,
      disk: '/var/tmp',
      json: false,
      keep: false,
    });
  });

  it('measures phones with defaults of its own', () => {
    assert.deepEqual(parseCommandLine(['android']), {
      verb: 'android',
      files: 2000,
      size: 500 * 1024 ** 2,
      seed: 1,
      pairs: 7,
      entries: 1_000_000,
      link: undefined,
      json: false,
    });
    assert.equal(parseCommandLine(['android', '--link', '40m']).link, 40e6);
    assert.throws(() => parseCommandLine(['android', '--link', 'fast']), UsageError);
  });

  it('measures iPhones as well, with a large film', () => {
    const { verb, pairs, entries, large, disk } = parseCommandLine(['ios']);
    assert.deepEqual([verb, pairs, entries, large, disk], ['ios', 7, 1_000_000, 20 * 1024 ** 3, '/var/tmp']);
    const asked = parseCommandLine(['ios', '--entries', '0', '--large', '0']);
    assert.deepEqual([asked.entries, asked.large], [0, 0]);
    assert.equal(parseCommandLine(['ios', '--large', '4g']).large, 4 * 1024 ** 3);
    assert.throws(() => parseCommandLine(['ios', '--large', '1g']), UsageError);
    assert.throws(() => parseCommandLine(['android', '--large', '4g']), UsageError);
  });

  it('measures coverage with the fleet that is asked for, in all its parts or in some', () => {
    const all = {
      verb: 'coverage',
      parts: COVERAGE_PARTS,
      phones: 100_000,
      rounds: 3,
      disk: '/var/tmp',
      json: false,
    };
    assert.deepEqual(parseCommandLine(['coverage']), all);
    const words = [
      'coverage',
      '--phones',
      '20000',
      '--rounds',
      '1',
      '--only',
      'herd',
      '--only',
      'overview',
      '--json',
    ];
    const some = { parts: ['overview', 'herd'], phones: 20_000, rounds: 1, json: true };
    assert.deepEqual(parseCommandLine(words), { ...all, ...some });
    assert.throws(() => parseCommandLine(['coverage', '--phones', '10']), UsageError);
    assert.throws(() => parseCommandLine(['coverage', '--only', 'scim']), UsageError);
  });

  it('measures agents in all their parts, or in some and with less', () => {
    const whole = { people: 100_000, rounds: 11, enrolments: 5, disk: '/var/tmp', json: false };
    assert.deepEqual(parseCommandLine(['agents']), {
      verb: 'agents',
      parts: ['check-in', 'scim', 'enrol'],
      ...whole,
    });
    const words = ['agents', '--people', '1000', '--rounds', '1', '--enrolments', '1', '--only', 'enrol'];
    const { people, rounds, enrolments, parts } = parseCommandLine(words);
    assert.deepEqual([people, rounds, enrolments, parts], [1000, 1, 1, ['enrol']]);
    assert.throws(() => parseCommandLine(['agents', '--enrolments', '0']), UsageError);
    assert.throws(() => parseCommandLine(['agents', '--only', 'leavers']), UsageError);
  });

  it('takes sizes in powers of 1024, and legs in their order', () => {
    const words = [
      'engine',
      '--size',
      '1.5G',
      '--seed',
      '7',
      '--rounds',
      '5',
      '--only',
      's3',
      '--only',
      'tmpfs',
      '--json',
    ];
    const asked = parseCommandLine(words);
    assert.deepEqual(
      [asked.size, asked.seed, asked.rounds, asked.legs, asked.json],
      [1.5 * 1024 ** 3, 7, 5, ['tmpfs', 's3'], true],
    );
    assert.equal(parseCommandLine(['corpus', '--out', 'd', '--size', '500m']).size, 500 * 1024 ** 2);
    assert.deepEqual(parseCommandLine(['corpus', '--out', 'd', '--day', '2']).day, 2);
  });

  const refused = [
    [],
    ['measure'],
    ['__proto__'],
    ['engine', '--size', '2t'],
    ['engine', '--size', '1m'],
    ['engine', '--size', '-1g'],
    ['engine', '--size', ''],
    ['engine', '--rounds', '0'],
    ['engine', '--seed', '1e3'],
    ['engine', '--only', 'floppy'],
    ['engine', '--jsno'],
    ['engine', 'more'],
    ['engine', '--day', '2'],
    ['corpus'],
    ['corpus', '--out', 'd', '--day', '3'],
    ['corpus', '--out', 'd', '--rounds', '3'],
  ];
  for (const words of refused)
    it(`refuses "${words.join(' ')}"`, () => assert.throws(() => parseCommandLine(words), UsageError));
});
