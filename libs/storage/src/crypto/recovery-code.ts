import { randomBytes } from 'node:crypto';
import { entropyToMnemonic, mnemonicToEntropy, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { hkdf, NO_SALT } from './hkdf.js';
import type { KeyPair } from './key-pair.js';
import { keyPairOf } from './key-pair.js';

/** 128 bits from the system's randomness as 12 English words (BIP39, checksum included). */
export function newRecoveryCode(): string {
  return entropyToMnemonic(randomBytes(16), wordlist);
}

/** As typed by a person: any case, any white space. */
function tidy(words: string): string {
  return words.normalize('NFKD').trim().toLowerCase().split(/\s+/).join(' ');
}

/** True for 12 words of the list with a right checksum: finds a mistyped word before anything is tried. */
export function isRecoveryCode(words: string): boolean {
  return (
    words.length < 400 && tidy(words).split(' ').length === 12 && validateMnemonic(tidy(words), wordlist)
  );
}

/** 128 bits → HKDF → X25519: a strong secret needs no slow function. `undefined` for words that are no code. */
export function recoveryCodeKeyPair(words: string): KeyPair | undefined {
  if (!isRecoveryCode(words)) return undefined;
  return keyPairOf(hkdf(mnemonicToEntropy(tidy(words), wordlist), NO_SALT, 'recovery code'));
}

/** Enough of a word to tell it from all others of the list: BIP39 is made so, and a test looks. */
const PREFIX = 4;

/** Whether somebody typed this word of a recovery code: in any case, with space around it, or its first four letters. */
export function isTypedWord(typed: string, word: string): boolean {
  const given = typed.slice(0, 40).normalize('NFKD').trim().toLowerCase();
  return given === word || (given.length >= PREFIX && word.startsWith(given));
}

/** The twelve words of a code that was typed, by four letters or more of each; undefined where they are no code. */
export function typedRecoveryCode(typed: string): string | undefined {
  const given =
    typed
      .slice(0, 400)
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  const words = given.map((one) => wordlist.find((word) => isTypedWord(one, word)) ?? '').join(' ');
  return isRecoveryCode(words) ? words : undefined;
}
