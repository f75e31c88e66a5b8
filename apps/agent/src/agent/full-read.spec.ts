import { describe, expect, it } from '@jest/globals';
import { nothingOf, type PhoneMemory } from './agent-memory.js';
import { fullReadAfter, isFullReadDue } from './full-read.js';

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));
const memory = (lastFullReadAt: Date | null): PhoneMemory => ({
  ...nothingOf('00000000-0000-4000-8000-000000000000'),
  lastFullReadAt: lastFullReadAt?.toISOString() ?? null,
});

describe('reading all of a phone again', () => {
  it('is due 90 days after the last time, and never before the first backup', () => {
    expect(isFullReadDue(memory(null), day(500))).toBe(false);
    expect(isFullReadDue(memory(day(1)), day(90))).toBe(false);
    expect(isFullReadDue(memory(day(1)), day(91))).toBe(true);
  });

  it('counts from the first backup, then from each full one', () => {
    expect(fullReadAfter(memory(null), day(1))).toBe(day(1).toISOString());
    expect(fullReadAfter(memory(day(1)), day(50))).toBe(day(1).toISOString());
    expect(fullReadAfter(memory(day(1)), day(91))).toBe(day(91).toISOString());
  });
});
