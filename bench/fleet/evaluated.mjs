import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { POLICIES } from './fleet-policies.mjs';

const PROGRAM = fileURLToPath(new URL('../../apps/api/fleet/evaluate-people.mjs', import.meta.url));

/**
 * What the server's rules find of people with these facts, in a program of its own; with the policies as the server keeps them and
 * the statements under them.
 */
export async function evaluated({ now, notice, people }) {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ policies: POLICIES, notice, now: now.getTime(), people }));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const said = await text(child.stdout);
  if ((await ended) !== 0)
    throw new Error('The rules could not be asked what they find: nothing was loaded.');
  return JSON.parse(said);
}
