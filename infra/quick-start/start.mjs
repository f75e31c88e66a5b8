// npm start: the whole of Holdfast on this computer, with a demo company, and a demo phone to plug in.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFirst } from './build-first.mjs';
import { demoPhoneKeys } from './demo-phone-keys.mjs';
import { workspace } from '../workspace/folders.mjs';
import { HoldfastHouse } from './holdfast-house.mjs';
import { freePort, isFree } from './ports.mjs';

const print = (line = '') => process.stdout.write(`${line}\n`);
const root = process.env.HOLDFAST_DATA ?? join(workspace, '.holdfast');

/** The agent pins the server's address when it enrols, so the ports are chosen once and kept. */
async function portsOf(root) {
  const file = join(root, 'quick-start.json');
  const kept = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
  const wanted = Number(process.env.PORT ?? kept?.port ?? 4700);
  if (!(await isFree(wanted))) {
    if (kept)
      throw new Error(
        `Port ${wanted} is in use. Is Holdfast running already? Stop what listens there and start again.`,
      );
    if (process.env.PORT) throw new Error(`Port ${wanted} is in use. Choose another PORT.`);
  }
  const ports = {
    port: (await isFree(wanted)) ? wanted : await freePort(),
    phonePort: kept?.phonePort ?? ((await isFree(5655)) ? 5655 : await freePort()),
  };
  await mkdir(root, { recursive: true });
  await writeFile(file, JSON.stringify(ports));
  return ports;
}

const spoken = (who, line) => {
  if (process.env.HOLDFAST_VERBOSE || who === 'agent') print(`  ${who.padEnd(6)} ${line}`);
};

const hello = (house, setupToken) => {
  print();
  print(`  Console      ${house.origin}`);
  if (setupToken) print(`  Setup token  ${setupToken}   (once, within the hour: it makes the owner account)`);
  else print('  Sign in with the owner account that you made.');
  print(`  Demo phone   unplugged; it is plugged in by itself 15 seconds after the first sign-in`);
  print();
  print('  p  plug the phone in or unplug it     c  change what is on it     q or Ctrl-C  stop');
  print();
};

async function main() {
  buildFirst(print);
  const house = new HoldfastHouse({ root, ...(await portsOf(root)), log: spoken });
  let stopping;
  const stop = (code) =>
    (stopping ??= (async () => {
      print('\n  Stopping; everything is kept in ' + root);
      await house.stop();
      process.exit(code);
    })());
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGHUP', () => void stop(0));
  try {
    print('Starting the server …');
    const offered = await house.startServer();
    void house.server.ended.then((code) => {
      if (stopping) return;
      print(`The server stopped by itself (${code}). It said last:\n${house.server.lastLines()}`);
      void stop(1);
    });
    if (!house.isWorkstationEnrolled()) {
      print('Enrolling the demo laptop and the demo phone …');
      await house.enrolWorkstation(offered.enrolmentToken);
      await house.plugIn();
      await house.enrolPhone();
      await house.unplug();
    }
    house.startAgent();
    hello(house, offered.setupToken);
    await demoPhoneKeys(house, { print, stop: () => stop(0), isStopping: () => Boolean(stopping) });
  } catch (error) {
    if (stopping) return;
    print(`\n${error.message}`);
    await stop(1);
  }
}

await main();
