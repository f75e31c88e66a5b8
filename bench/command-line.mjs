import { parseArgs } from 'node:util';
import { PARTS } from './agents/index.mjs';
import { PARTS as OF_COVERAGE } from './coverage/index.mjs';

/** The words cannot be understood; the message says why. */
export class UsageError extends Error {
  name = 'UsageError';
}

/** The parts of a run, in their order. */
export const LEGS = ['tmpfs', 'quiet', 'streamed', 'disk', 's3'];

/** The parts of `agents`. */
export const AGENT_PARTS = Object.keys(PARTS);

/** The parts of `coverage`. */
export const COVERAGE_PARTS = Object.keys(OF_COVERAGE);

export const USAGE = `Usage:
  npm run -s bench -- engine [--size 2g] [--seed 1] [--rounds 3] [--only LEG]… [--disk FOLDER] [--json] [--keep]
      measures Holdfast, restic and borg on one generated corpus. LEG: ${LEGS.join(', ')}
      --disk   a folder of the disk that is measured (/var/tmp unless said)
      --json   one JSON document on standard output instead of tables
      --keep   leaves corpus and repositories where they are, and says where
  npm run -s bench -- android [--files 2000] [--size 500m] [--seed 1] [--pairs 7] [--entries 1000000] [--link SPEED] [--json]
      measures reading a simulated phone through the real adb server, beside "adb pull"
      --entries  files of the phone that memory is measured with; 0 leaves that out
      --link     bytes a second of the cable, such as 40m (USB 2) or 110m (USB 3); as fast as it goes unless said
  npm run -s bench -- ios [--files …] [--size …] [--seed …] [--pairs …] [--entries …] [--link …] [--large 20g] [--disk FOLDER] [--json]
      measures whole backups of a simulated iPhone, beside "idevicebackup2 backup"; options of android are as there
      --large    size of a film on the iPhone that memory is measured with; 0 leaves that out
      --disk     a folder with room for that film (/var/tmp unless said)
  npm run -s bench -- sign-in [--logins 300] [--rounds 3] [--people 20000] [--disk FOLDER] [--json]
      measures signing in by SAML, and list pages with and without row-level security, on the server as built
      --disk     where its database lies (/var/tmp unless said)
  npm run -s bench -- agents [--people 100000] [--rounds 11] [--enrolments 5] [--only PART]… [--disk FOLDER] [--json]
      measures what a company's directory and its agents ask of the server as built. PART: ${AGENT_PARTS.join(', ')}
      --people      of the directory        --rounds  of check-ins, each beside one of an empty Nest application
      --enrolments  laptops that are enrolled, with a phone each
      --disk        where its database lies (/var/tmp unless said)
  npm run -s bench -- coverage [--phones 100000] [--rounds 3] [--only PART]… [--disk FOLDER] [--json]
      measures what coverage costs the server as built, with a whole fleet. PART: ${COVERAGE_PARTS.join(', ')}
      --disk     where the fleet lies, and stays to be used again (/var/tmp unless said)
  npm run -s bench -- corpus --out FOLDER [--size 2g] [--seed 1] [--day 1|2]
      writes the corpus alone; into a folder that holds the other day of it, what differs
`;

const UNITS = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const SMALLEST = 4 * 1024 ** 2;
const LARGEST = 1024 ** 4;
const LEAST_LARGE = 1024 ** 3;
const TEXT = /** @type {const} */ ({ type: 'string' });
const YES = /** @type {const} */ ({ type: 'boolean' });
const OPTIONS = {
  engine: {
    size: TEXT,
    seed: TEXT,
    rounds: TEXT,
    only: /** @type {const} */ ({ type: 'string', multiple: true }),
    disk: TEXT,
    json: YES,
    keep: YES,
  },
  android: { files: TEXT, size: TEXT, seed: TEXT, pairs: TEXT, entries: TEXT, link: TEXT, json: YES },
  ios: {
    files: TEXT,
    size: TEXT,
    seed: TEXT,
    pairs: TEXT,
    entries: TEXT,
    large: TEXT,
    link: TEXT,
    disk: TEXT,
    json: YES,
  },
  'sign-in': { logins: TEXT, rounds: TEXT, people: TEXT, disk: TEXT, json: YES },
  agents: {
    people: TEXT,
    rounds: TEXT,
    enrolments: TEXT,
    only: /** @type {const} */ ({ type: 'string', multiple: true }),
    disk: TEXT,
    json: YES,
  },
  coverage: {
    phones: TEXT,
    rounds: TEXT,
    only: /** @type {const} */ ({ type: 'string', multiple: true }),
    disk: TEXT,
    json: YES,
  },
  corpus: { size: TEXT, seed: TEXT, day: TEXT, out: TEXT },
};

/**
 * What the words after the program's name ask for.
 * @param {string[]} words
 * @returns {any}
 * @throws UsageError
 */
export function parseCommandLine(words) {
  const [verb, ...args] = words;
  if (verb === undefined)
    throw new UsageError('Say what to do: engine, android, ios, sign-in, agents, coverage or corpus.');
  if (!Object.hasOwn(OPTIONS, verb))
    throw new UsageError(`"${verb}" is none of engine, android, ios, sign-in, agents, coverage and corpus.`);
  const values = parsed(args, OPTIONS[verb]);
  if (verb === 'android') return { verb, ...phoneAsked(values) };
  if (verb === 'ios')
    return {
      verb,
      ...phoneAsked(values),
      large: largeOf(values.large ?? '20g'),
      disk: values.disk ?? '/var/tmp',
    };
  if (verb === 'sign-in')
    return {
      verb,
      logins: whole('--logins', values.logins ?? '300', 10, 100_000),
      rounds: whole('--rounds', values.rounds ?? '3', 1, 99),
      people: whole('--people', values.people ?? '20000', 100, 10_000_000),
      disk: values.disk ?? '/var/tmp',
      json: values.json === true,
    };
  if (verb === 'agents')
    return {
      verb,
      parts: onlyOf(values.only, AGENT_PARTS),
      people: whole('--people', values.people ?? '100000', 1000, 10_000_000),
      rounds: whole('--rounds', values.rounds ?? '11', 1, 99),
      enrolments: whole('--enrolments', values.enrolments ?? '5', 1, 99),
      disk: values.disk ?? '/var/tmp',
      json: values.json === true,
    };
  if (verb === 'coverage')
    return {
      verb,
      parts: onlyOf(values.only, COVERAGE_PARTS),
      phones: whole('--phones', values.phones ?? '100000', 2000, 2_000_000),
      rounds: whole('--rounds', values.rounds ?? '3', 1, 99),
      disk: values.disk ?? '/var/tmp',
      json: values.json === true,
    };
  const corpus = { size: sizeOf(values.size ?? '2g'), seed: whole('--seed', values.seed ?? '1', 0, 2 ** 48) };
  if (verb === 'corpus') {
    if (!values.out) throw new UsageError('Say where to: --out FOLDER.');
    return { verb, ...corpus, out: values.out, day: whole('--day', values.day ?? '1', 1, 2) };
  }
  const legs = onlyOf(values.only, LEGS);
  return {
    verb,
    ...corpus,
    rounds: whole('--rounds', values.rounds ?? '3', 1, 99),
    legs,
    disk: values.disk ?? '/var/tmp',
    json: values.json === true,
    keep: values.keep === true,
  };
}

/** Those of `all` that are asked for, in their order; nobody asked: all of them. */
function onlyOf(asked, all) {
  const unknown = asked?.find((one) => !all.includes(one));
  if (unknown !== undefined) throw new UsageError(`--only takes one of ${all.join(', ')}, not "${unknown}".`);
  return all.filter((one) => asked?.includes(one) ?? true);
}

function phoneAsked(values) {
  return {
    files: whole('--files', values.files ?? '2000', 1, 1_000_000),
    size: sizeOf(values.size ?? '500m'),
    seed: whole('--seed', values.seed ?? '1', 0, 2 ** 48),
    pairs: whole('--pairs', values.pairs ?? '7', 1, 99),
    entries: whole('--entries', values.entries ?? '1000000', 0, 10_000_000),
    link: values.link === undefined ? undefined : speedOf(values.link),
    json: values.json === true,
  };
}

/** At least the size with which it is compared. */
function largeOf(text) {
  if (text === '0') return 0;
  const bytes = sizeOf(text, '--large');
  if (bytes > LEAST_LARGE) return bytes;
  throw new UsageError(`--large takes more than 1g, or 0, not "${text}".`);
}

/** `40m`: millions of bytes a second, as cables are told. */
function speedOf(text) {
  const millions = Number(/^(\d{1,4}(?:\.\d)?)m$/i.exec(text)?.[1]);
  if (millions > 0) return millions * 1e6;
  throw new UsageError(`--link takes a speed such as 40m, not "${text}".`);
}

/** @returns {Record<string, any>} */
function parsed(args, options) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}

/** `500m`, `2g`: powers of 1024. */
function sizeOf(text, name = '--size') {
  const [, digits, unit] = /^(\d{1,9}(?:\.\d{1,3})?)([kmg]?)b?$/i.exec(text) ?? [];
  const bytes = Math.round(Number(digits) * UNITS[unit?.toLowerCase()]);
  if (bytes >= SMALLEST && bytes <= LARGEST) return bytes;
  throw new UsageError(`${name} takes 4m to 1024g, not "${text}".`);
}

function whole(name, text, least, most) {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}
