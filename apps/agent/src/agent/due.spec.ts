import { describe, expect, it } from '@jest/globals';
import { PolicyV1 } from '@holdfast/contracts';
import { nothingOf, type PhoneMemory } from './agent-memory.js';
import { dueAt, isDue } from './due.js';

const policy = PolicyV1.parse({ schema: 1, name: 'Everybody' });
const at = (text: string): Date => new Date(`2026-11-27T${text}:00Z`);
const now = at('12:00');
const memory = (more: Partial<PhoneMemory> = {}): PhoneMemory => ({
  ...nothingOf('00000000-0000-4000-8000-000000000000'),
  ...more,
});
const nobodyCame = memory({
  lastAttemptAt: at('11:30').toISOString(),
  lastOutcome: 'interrupted',
  lastCause: 'passcode-not-given',
  askAgainAt: at('15:30').toISOString(),
});

describe('asking the person of an iPhone', () => {
  it('is not done again while the phone stays attached and nobody came, until hours later', () => {
    const facts = { memory: nobodyCame, attachedSince: at('11:00'), isAskedFor: false };
    expect(isDue(policy, facts, now)).toBe(false);
    expect(dueAt(policy, facts, now)).toEqual(at('15:30'));
    expect(isDue(policy, facts, at('15:30'))).toBe(true);
  });

  it('is done as soon as the phone is plugged in anew: somebody is there', () => {
    const facts = { memory: nobodyCame, attachedSince: at('11:59'), isAskedFor: false };
    expect(isDue(policy, facts, now)).toBe(true);
  });

  it('waits as its person said, also when it is plugged in anew and when the company asks', () => {
    const postponedUntil = at('13:00');
    for (const isAskedFor of [false, true]) {
      const facts = { memory: memory(), attachedSince: at('11:59'), isAskedFor, postponedUntil };
      expect(isDue(policy, facts, now)).toBe(false);
      expect(dueAt(policy, facts, now)).toEqual(postponedUntil);
      expect(isDue(policy, facts, postponedUntil)).toBe(true);
    }
  });

  it('takes the later of both', () => {
    const facts = { memory: nobodyCame, attachedSince: at('11:00'), isAskedFor: false };
    expect(dueAt(policy, { ...facts, postponedUntil: at('13:00') }, now)).toEqual(at('15:30'));
    expect(dueAt(policy, { ...facts, postponedUntil: at('18:00') }, now)).toEqual(at('18:00'));
  });
});
