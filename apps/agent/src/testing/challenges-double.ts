import { createHmac, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';

const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

/** Questions that only the holder of a private key answers, as the control plane asks them. */
export class ChallengesDouble {
  private readonly asked = new Map<string, Buffer>();

  challenge(of: Uint8Array): { challenge: string; publicKey: string } {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    const theirs = createPublicKey({ key: Buffer.concat([SPKI, of]), format: 'der', type: 'spki' });
    const challenge = `c${String(this.asked.size)}`;
    this.asked.set(challenge, diffieHellman({ privateKey, publicKey: theirs }));
    const own = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
    return { challenge, publicKey: own.toString('base64') };
  }

  isAnswer({ challenge, answer }: { challenge: string; answer: string }): boolean {
    const shared = this.asked.get(challenge) ?? Buffer.alloc(32);
    const key = hkdfSync('sha256', shared, Buffer.alloc(0), 'holdfast/recovery proof', 32);
    return answer === createHmac('sha256', Buffer.from(key)).update(challenge).digest('base64');
  }
}
