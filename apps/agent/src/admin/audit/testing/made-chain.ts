import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';

export const COMPANY = '0b7f4a9e-8c1d-4f6a-9b2e-3d5c7a1f0e42';

export interface MadeKey {
  readonly privateKey: KeyObject;
  /** Base64 of 32 bytes. */
  readonly publicKey: string;
  readonly fingerprint: string;
}

export const madeKey = (): MadeKey => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const fingerprint = createHash('sha256').update(raw).digest('hex');
  return { privateKey, publicKey: raw.toString('base64'), fingerprint };
};

export interface MadeEvent {
  readonly record: string;
  readonly hash: string;
}

/** Moment of event n. */
const at = (seq: number): string => new Date(Date.UTC(2026, 10, 27, 9) + seq * 61_007).toISOString();

/** Events as the server makes them, written here from docs/audit.md alone. `story`: what makes one chain differ from another. */
export const madeEvents = (count: number, story = '', before = '0'.repeat(64), after = 0): MadeEvent[] => {
  const events: MadeEvent[] = [];
  let hash = before;
  for (let seq = after + 1; seq <= after + count; seq++) {
    const body = {
      action: seq % 3 === 0 ? 'person.viewed' : 'sign-in.succeeded',
      actor: { id: 'p_AAAAAAAAAAAAAAAAAAAAAA', kind: 'person', role: 'admin' },
      details: { route: `getPerson${story}`, text: 'é "\\' },
      object: null,
      requestId: null,
      subject: seq % 3 === 0 ? 'p_BBBBBBBBBBBBBBBBBBBBBB' : null,
    };
    const record = canonicalize({ at: at(seq), body, company: COMPANY, seq }) as string;
    hash = createHash('sha256').update(Buffer.from(hash, 'hex')).update(record, 'utf8').digest('hex');
    events.push({ record, hash });
  }
  return events;
};

export const madeAnchor = (key: MadeKey, seq: number, hash: string, company = COMPANY): string => {
  const anchor = canonicalize({
    at: at(seq + 1),
    company,
    hash,
    kind: 'holdfast-audit-anchor',
    seq,
    version: 1,
  }) as string;
  const signature = sign(null, Buffer.from(anchor, 'utf8'), key.privateKey).toString('base64');
  return JSON.stringify({ anchor, publicKey: key.publicKey, signature });
};

/** Lines of a whole export: header, events, an anchor of each event in `anchored`. */
export const madeExport = (
  key: MadeKey,
  events: readonly MadeEvent[],
  anchored: readonly number[],
): string[] => {
  const last = JSON.parse(events.at(-1)?.record ?? '') as { seq: number; at: string };
  const header = {
    kind: 'holdfast-audit',
    version: 1,
    company: COMPANY,
    head: { at: last.at, hash: events.at(-1)?.hash, seq: last.seq },
    anchors: anchored.length,
    publicKey: key.publicKey,
  };
  return [
    JSON.stringify(header),
    ...events.map(({ record, hash }) => JSON.stringify({ record, hash })),
    ...anchored.map((seq) => madeAnchor(key, seq, events[seq - 1]?.hash ?? '')),
  ];
};
