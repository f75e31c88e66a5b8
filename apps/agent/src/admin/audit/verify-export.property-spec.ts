import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAnchor, type CheckedAnchor } from './anchor-check.js';
import {
  COMPANY,
  madeAnchor,
  madeEvents,
  madeExport,
  madeKey,
  type MadeEvent,
} from './testing/made-chain.js';
import type { Verdict, WrongKind } from './verdict.js';
import { verifyExport } from './verify-export.js';

const COUNT = 24;
const ANCHORED = [9, 17, COUNT];
const key = madeKey();
const events = madeEvents(COUNT);
const lines = madeExport(key, events, ANCHORED);
const whole = Buffer.from(`${lines.join('\n')}\n`, 'utf8');
const textOf = (some: readonly string[]): Buffer => Buffer.from(`${some.join('\n')}\n`, 'utf8');
const kept = (...anchors: string[]): CheckedAnchor[] =>
  anchors.map((one) => checkAnchor(one) as CheckedAnchor);

const verify = (
  bytes: Buffer,
  given: { anchors?: CheckedAnchor[]; keys?: string[] } = {},
): Promise<Verdict> =>
  verifyExport({
    open: async function* () {
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
    anchors: given.anchors ?? [],
    keys: new Set(given.keys ?? []),
  });
const wrongOf = async (some: readonly string[], given = {}): Promise<[WrongKind, number] | null> => {
  const { wrong } = await verify(textOf(some), given);
  return wrong && [wrong.kind, wrong.seq];
};

describe('a whole export', () => {
  it('is whole in itself, and proven by what was kept elsewhere', async () => {
    expect(await verify(whole)).toMatchObject({ verdict: 'unanchored', events: COUNT, wrong: null });
    const anchor = kept(madeAnchor(key, 17, events[16]?.hash ?? ''));
    const proven = await verify(whole, { anchors: anchor, keys: [key.fingerprint] });
    expect(proven).toMatchObject({ verdict: 'proven', anchors: { keptUpTo: 17, signedUpTo: COUNT } });
    expect((await verify(whole, { anchors: anchor })).notProven).toEqual([
      expect.stringContaining('Events 18 to 24 came after the newest anchor'),
    ]);
  });

  it('may go on from another one, bound by an anchor of its last event', async () => {
    const [before, after] = [events[8] as MadeEvent, madeEvents(5, '', events[8]?.hash, 9)];
    const part = madeExport(key, after, []);
    const header = JSON.stringify({ ...JSON.parse(part[0] ?? ''), anchors: 0 }).replace(
      ',"head"',
      `,"after":{"seq":9,"hash":"${before.hash}"},"head"`,
    );
    const rest = [header, ...part.slice(1)];
    const given = { anchors: kept(madeAnchor(key, 9, before.hash)) };
    expect(await verify(textOf(rest), given)).toMatchObject({ verdict: 'proven', events: 5, after: 9 });
    const other = { anchors: kept(madeAnchor(key, 9, events[7]?.hash ?? '')) };
    expect(await wrongOf(rest, other)).toEqual(['rewrite', 9]);
  });
});

describe('an export that was tampered with is found out', () => {
  it('whatever single bit of whatever byte is turned', async () => {
    const few = textOf(madeExport(key, events.slice(0, 4), [2]));
    for (let at = 0; at < few.length; at++) {
      const bytes = Buffer.from(few);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      if ((await verify(bytes)).verdict !== 'broken') throw new Error(`byte ${at} can be changed unseen`);
    }
  });

  it('when bytes become others, go or come, anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.nat(6),
        fc.uint8Array({ maxLength: 6 }),
        async (at, gone, come) => {
          const bytes = Buffer.concat([whole.subarray(0, at), come, whole.subarray(at + gone)]);
          fc.pre(!bytes.equals(whole));
          expect((await verify(bytes)).verdict).toBe('broken');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('when an event or anchor is deleted, at every place, and says which', async () => {
    for (let index = 1; index < lines.length; index++) {
      const found = await wrongOf(lines.toSpliced(index, 1));
      const expected =
        index < COUNT ? ['deletion', index] : index === COUNT ? ['truncation', index] : ['truncation', 0];
      expect([index, found]).toEqual([index, expected]);
    }
    expect(await wrongOf(lines.slice(1))).toEqual(['edit', 0]);
  });

  it('when two lines change places, wherever they are', async () => {
    for (let one = 0; one < lines.length; one++) {
      for (let two = one + 1; two < lines.length; two++) {
        const swapped = lines.with(one, lines[two] ?? '').with(two, lines[one] ?? '');
        const found = await wrongOf(swapped);
        if (one > 0 && two <= COUNT) expect([one, two, found]).toEqual([one, two, ['reorder', one]]);
        else expect([one, two, found]).toEqual([one, two, [expect.any(String), expect.any(Number)]]);
      }
    }
  });

  it('when a line is put in, an old one or a forged one, at every place', async () => {
    for (let index = 1; index <= lines.length; index++) {
      const again = lines[index - 1] ?? '';
      expect([index, await wrongOf(lines.toSpliced(index, 0, again))]).toEqual([
        index,
        [expect.any(String), expect.any(Number)],
      ]);
      if (index > COUNT) continue;
      // With a hash that fits: the one after it does not.
      const [forged] = madeEvents(1, ' forged', events[index - 2]?.hash, index - 1);
      const found = await wrongOf(lines.toSpliced(index, 0, JSON.stringify(forged)));
      expect(found).toEqual(
        ANCHORED.includes(index) ? ['rewrite', expect.any(Number)] : ['insertion', index],
      );
    }
  });

  it('when one event is written anew with a hash that fits', async () => {
    for (let seq = 1; seq < COUNT; seq++) {
      const [forged] = madeEvents(1, ' forged', events[seq - 2]?.hash, seq - 1);
      // Found at it by its anchor, or at the one after it by the link.
      const found = await wrongOf(lines.with(seq, JSON.stringify(forged)));
      expect(found).toEqual(ANCHORED.includes(seq) ? ['rewrite', expect.any(Number)] : ['edit', seq + 1]);
    }
  });

  it('when it is cut off, after every byte', async () => {
    for (let length = 0; length < whole.length; length += length < whole.length - 1200 ? 11 : 1) {
      if ((await verify(whole.subarray(0, length))).verdict !== 'broken')
        throw new Error(`it can be cut off after ${length} bytes`);
    }
  });

  it('when it ends early with a header that says so, by an anchor that was kept', async () => {
    const anchors = kept(madeAnchor(key, COUNT, events.at(-1)?.hash ?? ''));
    for (let count = 1; count < COUNT; count++) {
      const short = madeExport(
        key,
        events.slice(0, count),
        ANCHORED.filter((seq) => seq <= count),
      );
      expect(await wrongOf(short)).toBeNull();
      expect(await wrongOf(short, { anchors })).toEqual(['truncation', count + 1]);
    }
  });

  it('when the whole log is written anew with hashes and anchors that fit', async () => {
    const anchors = kept(...ANCHORED.map((seq) => madeAnchor(key, seq, events[seq - 1]?.hash ?? '')));
    for (let from = 1; from <= COUNT; from++) {
      const rewritten = [
        ...events.slice(0, from - 1),
        ...madeEvents(COUNT - from + 1, ' rewritten', events[from - 2]?.hash, from - 1),
      ];
      // By whoever rules the server and has its key: only what was kept elsewhere tells.
      const byServer = madeExport(key, rewritten, ANCHORED);
      expect(await verify(textOf(byServer), { keys: [key.fingerprint] })).toMatchObject({ wrong: null });
      const found = await verify(textOf(byServer), { anchors });
      const [first, last] = [found.wrong?.seq ?? 0, found.wrong?.upTo ?? 0];
      expect([found.wrong?.kind, first <= from && from <= last]).toEqual(['rewrite', true]);
      // By somebody who has the database and not the key.
      const other = madeExport(madeKey(), rewritten, ANCHORED);
      expect(await wrongOf(other, { keys: [key.fingerprint] })).toEqual(['edit', 0]);
      const patched = [
        lines[0] ?? '',
        ...rewritten.map((one) => JSON.stringify(one)),
        ...lines.slice(COUNT + 1),
      ];
      expect((await verify(textOf(patched))).verdict).toBe('broken');
    }
  });

  it('when it is of another company than the anchors that were kept', async () => {
    const stranger = kept(madeAnchor(key, 9, events[8]?.hash ?? '', COMPANY.replace('0', '1')));
    expect(await wrongOf(lines, { anchors: stranger })).toEqual(['rewrite', 0]);
  });
});
