import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { adbSignatureFits, decodeAdbPublicKey } from '@holdfast/phones/codecs';

/** `allow` asks for a key and taps Allow by itself after 300 ms; `ask` waits for `allow()`; `none` lets anybody in. */
export type AuthMode = 'allow' | 'ask' | 'none';

const TAP_MS = 300;

/** Decides whose computer may talk to the phone, and remembers it. */
export class Doorkeeper {
  private readonly trusted = new Map<string, KeyObject>();
  private waiting: (() => void)[] = [];

  constructor(
    readonly mode: AuthMode,
    private readonly keysFile: string | undefined,
    private readonly onDialog: (fingerprint: string) => void,
  ) {}

  /** Reads the keys allowed in earlier lives. */
  async recall(): Promise<void> {
    if (this.keysFile === undefined) return;
    const text = await readFile(this.keysFile, 'utf8').catch(() => '');
    for (const line of text.split('\n')) {
      if (line === '') continue;
      try {
        this.trusted.set(
          line,
          createPublicKey({ key: Buffer.from(line, 'base64'), format: 'der', type: 'spki' }),
        );
      } catch {
        // A line that is no key trusts nobody.
      }
    }
  }

  knows(token: Uint8Array, signature: Uint8Array): boolean {
    return [...this.trusted.values()].some((key) => adbSignatureFits(key, token, signature));
  }

  /** Whether a computer that proved this key by TLS may come in. */
  hasPaired(key: KeyObject | undefined): boolean {
    return this.mode === 'none' || (key !== undefined && this.trusted.has(lineOf(key)));
  }

  /** Shows the dialog for a key and resolves once it was allowed. Rejects with `RangeError` for what is no key. */
  async admit(payload: Uint8Array): Promise<void> {
    const { key, name } = decodeAdbPublicKey(payload);
    this.onDialog(name.replace(/[^\x20-\x7e]/g, '?'));
    if (this.mode === 'allow') await sleep(TAP_MS, undefined, { ref: false });
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    await this.trust(key);
  }

  /** Lets this key in from now on: its person allowed it, or paired it. */
  async trust(key: KeyObject): Promise<void> {
    this.trusted.set(lineOf(key), key);
    if (this.keysFile !== undefined)
      await writeFile(this.keysFile, [...this.trusted.keys()].join('\n'), { mode: 0o600 });
  }

  /** The person taps Allow in every open dialog. */
  allow(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

const lineOf = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');
