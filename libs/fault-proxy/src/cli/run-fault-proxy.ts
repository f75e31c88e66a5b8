import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { FaultRule } from '../fault-rule.js';
import { startFaultProxy, type FaultProxy, type FaultProxyOptions } from '../start-fault-proxy.js';

const USAGE =
  'Usage: fault-proxy --upstream URL [--port N] [--seed N] [--rules FILE]\n\n' +
  '  --upstream URL  the S3 server behind: http://127.0.0.1:7480\n' +
  '  --port N        on 127.0.0.1; 0 takes a free one (default)\n' +
  '  --seed N        the same seed, rules and requests give the same faults; 1 by default\n' +
  '  --rules FILE    JSON: [{ "fault": "status", "status": 503, "method": "PUT", "probability": 0.2 }, …]\n\n' +
  'SIGHUP reads the rules again. Ctrl-C stops it and prints what went through.\n';

/** Runs the proxy until SIGINT or SIGTERM. Exit codes: 0 stopped, 1 cannot start, 2 wrong usage. */
export async function runFaultProxy(words: readonly string[]): Promise<number> {
  let options: FaultProxyOptions & { readonly file: string | undefined };
  try {
    options = optionsOf(words);
  } catch (error) {
    const said = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    process.stderr.write(`${said}\n\n${USAGE}`);
    return 2;
  }
  let proxy: FaultProxy;
  try {
    proxy = await startFaultProxy(options);
  } catch (error) {
    process.stderr.write(`The proxy cannot start: ${(error as Error).message}\n`);
    return 1;
  }
  process.stdout.write(`${proxy.origin} passes on to ${options.upstream}\n`);
  process.on('SIGHUP', () => readAgain(proxy, options.file));
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await proxy.close();
  process.stdout.write(`${proxy.story().join('\n')}\n`);
  return 0;
}

function optionsOf(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...words],
    options: { upstream: text, port: text, seed: text, rules: text },
  });
  if (!/^https?:\/\//.test(values.upstream ?? '') || !URL.canParse(values.upstream!))
    throw new Error('Say which server is behind: --upstream URL.');
  return {
    upstream: values.upstream!,
    port: wholeNumber('--port', values.port ?? '0', 65_535),
    seed: wholeNumber('--seed', values.seed ?? '1', Number.MAX_SAFE_INTEGER),
    rules: rulesOf(values.rules),
    file: values.rules,
  };
}

const rulesOf = (file: string | undefined): FaultRule[] =>
  file === undefined ? [] : (JSON.parse(readFileSync(file, 'utf8')) as FaultRule[]);

function readAgain(proxy: FaultProxy, file: string | undefined): void {
  try {
    proxy.use(rulesOf(file));
  } catch (error) {
    process.stderr.write(`The rules were not changed: ${(error as Error).message}\n`);
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) throw new Error(`${name} is a whole number from 0 to ${most}.`);
  return value;
}
