import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measuredRun, RunFailed } from './measured-run.mjs';

const within = (share, measured, truth) =>
  assert.ok(Math.abs(measured - truth) <= share * truth, `${measured} is not within ${share} of ${truth}`);
const MIB = 1024 ** 2;

/** Takes memory, burns processor time, then says what the kernel says of it. */
const HEAVY = `
  const held = Buffer.alloc(100 * 1024 * 1024, 1);
  while (process.cpuUsage().user + process.cpuUsage().system < 1_000_000) held[0]++;
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ seconds: (user + system) / 1e6, peak: process.resourceUsage().maxRSS * 1024 }));
`;

describe('a measured run', () => {
  it('counts the memory and the processor time of a child of the child within a tenth', async () => {
    const run = await measuredRun(['sh', '-c', '"$0" -e "$1"; true', process.execPath, HEAVY]);
    const told = JSON.parse(run.stdout);
    assert.ok(told.peak > 100 * MIB && told.seconds >= 1);
    within(0.1, run.peakBytes, told.peak);
    within(0.1, run.cpuSeconds, told.seconds);
    assert.ok(run.wallSeconds >= told.seconds * 0.9);
  });

  it('loses no processor time of children that end between two looks', async () => {
    // Each subshell lives for a few milliseconds; the shell itself says at its end what they took together.
    const script = 'for n in $(seq 60); do (i=0; while [ $i -lt 8000 ]; do i=$((i+1)); done); done; times';
    const run = await measuredRun(['sh', '-c', script]);
    const told = [...run.stdout.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
      (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
      0,
    );
    assert.ok(told > 0.2, `the shell told ${told} s`);
    within(0.1, run.cpuSeconds, told);
  });

  it('adds up processes that are alive at once', async () => {
    const one = `"$0" -e 'const held = Buffer.alloc(60 << 20, 1); setTimeout(() => held, 600)'`;
    const run = await measuredRun(['sh', '-c', `${one} & ${one} & wait`, process.execPath]);
    assert.ok(run.peakBytes > 120 * MIB, `${run.peakBytes / MIB} MiB`);
  });

  it('does not count a fork that still shares everything with its parent', async () => {
    // A shell that holds much, and forks hundreds of subshells that end at once.
    const script =
      'text=$(seq 700000); n=0; while [ $n -lt 300 ]; do (:); n=$((n+1)); done; grep VmHWM /proc/$$/status';
    const run = await measuredRun(['sh', '-c', script]);
    const alone = Number(/VmHWM:\s+(\d+)/.exec(run.stdout)[1]) * 1024;
    within(0.1, run.peakBytes, alone);
  });

  it('counts the program that two processes share once', async () => {
    const wait = 'setTimeout(() => console.log(process.resourceUsage().maxRSS * 1024), 400)';
    const alone = await measuredRun([process.execPath, '-e', wait]);
    const two = await measuredRun(['sh', '-c', '"$0" -e "$1" & "$0" -e "$1" & wait', process.execPath, wait]);
    const one = Number(alone.stdout);
    within(0.1, alone.peakBytes, one);
    assert.ok(two.peakBytes > 1.1 * one && two.peakBytes < 1.8 * one, `${two.peakBytes / one} times one`);
  });

  it('says what a program printed that ended badly', async () => {
    const failing = measuredRun(['sh', '-c', 'echo no room on the moon >&2; exit 3']);
    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof RunFailed);
      assert.match(error.message, /exit code 3:\nno room on the moon/);
      return true;
    });
    await assert.rejects(measuredRun(['/no/such/program']), /ENOENT/);
  });

  it('stops everything that was started, when it is told to stop', async () => {
    const stop = new AbortController();
    const run = measuredRun(['sh', '-c', 'sleep 60 & sleep 60'], { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 100);
    const began = performance.now();
    await assert.rejects(run, /enough/);
    assert.ok(performance.now() - began < 5000);
  });

  it('measures one run at a time', async () => {
    const first = measuredRun(['sleep', '0.2']);
    await assert.rejects(measuredRun(['true']), /one run/i);
    await first;
  });
});
