import { describe, expect, it } from '@jest/globals';
import { nextCheckInSeconds, type Pulse } from './next-check-in.js';

const idle: Pulse = { running: false, commands: 0, attached: false, changedMsAgo: undefined };
const minute = 60_000;

const rows: [string, Partial<Pulse>, number, number][] = [
  ['nothing attached', {}, 0.5, 60],
  ['nothing attached, the soonest', {}, 0, 50],
  ['nothing attached, the latest', {}, 0.999_999, 70],
  ['just detached', { changedMsAgo: 0 }, 0.5, 60],
  ['just attached', { attached: true, changedMsAgo: 0 }, 0.5, 10],
  ['attached almost two minutes ago', { attached: true, changedMsAgo: 2 * minute - 1 }, 0.5, 10],
  ['attached two minutes ago', { attached: true, changedMsAgo: 2 * minute }, 0.5, 15],
  ['attached all day', { attached: true, changedMsAgo: 480 * minute }, 0.5, 15],
  ['attached since before anybody noted when', { attached: true }, 0.5, 15],
  ['a clock that went back', { attached: true, changedMsAgo: -minute }, 0.5, 10],
  ['a run of it is running', { attached: true, running: true, changedMsAgo: 480 * minute }, 0.5, 5],
  ['a run is running, the phone already gone', { running: true }, 0.5, 5],
  ['a command waits', { commands: 1 }, 0.5, 5],
];

describe('nextCheckInSeconds', () => {
  it.each(rows)('%s', (_what, pulse, random, seconds) => {
    expect(nextCheckInSeconds({ ...idle, ...pulse }, random)).toBe(seconds);
  });
});
