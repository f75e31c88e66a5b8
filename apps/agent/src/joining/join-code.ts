import { createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
/** Of each guess: who would try all 2^60 has to pay this for each. A tenth of a second, 32 MiB. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** 60 random bits that one workstation shows and its person types on another one. No server ever has them. */
export function newJoinCode(): string {
  return [...randomBytes(LENGTH)].map((byte) => LETTERS[byte & 31]).join('');
}

/** `ABCD-EFGH-JKMN` */
export const joinCodeText = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** As typed: any case, any spaces and dashes, and what looks alike for what was meant. Undefined for what is no code. */
export function parseJoinCode(typed: string): string | undefined {
  const code = typed
    .slice(0, 100)
    .toUpperCase()
    .replace(/[\s-]+/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : undefined;
}

/** What a request is about, as both workstations see it. */
export interface JoinSubject {
  /** Made by the workstation that asks. */
  readonly id: string;
  readonly workstationId: string;
  /** X25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/**
 * What both workstations know once the code was typed, and nobody between them: with it each tells the other what it may
 * believe. RFC 7914 (scrypt) for the key, HMAC-SHA256 for what is told.
 */
export class JoinKey {
  private readonly key: Buffer;

  constructor(
    code: string,
    private readonly subject: JoinSubject,
  ) {
    this.key = scryptSync(code, `holdfast/join/${subject.id}`, 32, COST);
  }

  /** Of the workstation that asks: this is my key. base64, 32 bytes. */
  tag(): string {
    const { id, workstationId, publicKey } = this.subject;
    return this.mac('request', [id, workstationId, Buffer.from(publicKey).toString('hex')]);
  }

  /** False also for a right code and another key than the one that the workstation has. */
  isTag(tag: string): boolean {
    return equal(tag, this.tag());
  }

  /** Of the workstation that lets it in: this is your repository. base64, 32 bytes. */
  welcome(identity: Uint8Array): string {
    return this.mac('welcome', [this.subject.id, Buffer.from(identity).toString('hex')]);
  }

  isWelcome(welcome: string, identity: Uint8Array): boolean {
    return equal(welcome, this.welcome(identity));
  }

  private mac(what: string, parts: readonly string[]): string {
    return createHmac('sha256', this.key)
      .update([`holdfast/join ${what}`, ...parts].join('\0'))
      .digest('base64');
  }
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given, 'base64'), Buffer.from(expected, 'base64')];
  return a.length === b.length && timingSafeEqual(a, b);
}
