// npm run -s fleet -- --phones N …: see USAGE. Exit codes: 0 the fleet is there, 1 it could not be made, 2 wrong usage, 130 stopped.
import { parseArgs } from 'node:util';
import { fleetFolder } from './fleet-folder.mjs';

const USAGE = `Usage:
  npm run -s fleet -- --phones N [--seed 1] [--data FOLDER]
      makes a data folder with a whole fleet in it, for measuring and for looking at; one that is there is used again
      --phones  from 100 to 2000000: nine tenths of them in one company, the rest in nineteen
      --data    where to (/var/tmp/holdfast-fleet-N unless said)
`;

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
  const asked = askedFor(words);
  if (asked === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(name, () => stop.abort(new Error('Stopped.')));
  try {
    const tell = (text) => process.stderr.write(`${text}\n`);
    const fleet = await fleetFolder({ ...asked, tell, signal: stop.signal });
    process.stdout.write(
      `${fleet.phones} phones ${fleet.reused ? 'are' : 'were put'} in ${asked.folder} (${fleet.gib} GiB, made in ${fleet.seconds} s).\n` +
        `To look at it: HOLDFAST_DATA=${asked.folder} NEW_OWNER_TOKEN=1 npm start\n`,
    );
    return 0;
  } catch (error) {
    process.stderr.write(`${stop.signal.aborted ? 'Stopped.' : error.message}\n`);
    return stop.signal.aborted ? 130 : 1;
  }
}

function askedFor(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  try {
    const { values } = parseArgs({ args, options: { phones: text, seed: text, data: text } });
    const [phones, seed] = [Number(values.phones), Number(values.seed ?? 1)];
    if (!Number.isInteger(phones) || phones < 100 || phones > 2_000_000) return undefined;
    if (!Number.isInteger(seed) || seed < 0 || seed > 2 ** 48) return undefined;
    return { phones, seed, folder: String(values.data ?? `/var/tmp/holdfast-fleet-${phones}`) };
  } catch {
    return undefined;
  }
}
