import { createInterface, emitKeypressEvents } from 'node:readline';
import { waitFor } from './wait-for.mjs';

/**
 * Lets a person hold the demo phone: `p` plugs or unplugs, `c` changes its contents, `q` stops. Keys on a terminal,
 * lines elsewhere. Nobody has to: 15 seconds after an owner exists, it is plugged in by itself.
 */
export async function demoPhoneKeys(house, { print, stop, isStopping }) {
  let busy = Promise.resolve();
  const inTurn = (work) => {
    busy = busy.then(work).catch((error) => print(`  ${error.message}`));
    return busy;
  };
  const plug = async () => {
    await house.plugIn();
    print('  phone  plugged in');
  };
  const actions = {
    p: async () => {
      if (!house.isPluggedIn()) return plug();
      await house.unplug();
      print('  phone  unplugged');
    },
    c: async () => {
      const { edited, added, deleted, renamed } = await house.changePhone(Date.now() % 100000);
      print(
        `  phone  ${edited.length} files edited, ${added.length} added, ${deleted.length} deleted, ${renamed.length} renamed`,
      );
    },
    q: stop,
  };
  const act = (key) => actions[key] && void (key === 'q' ? stop() : inTurn(actions[key]));

  if (process.stdin.isTTY) {
    emitKeypressEvents(process.stdin);
    process.stdin.setRawMode(true);
    process.stdin.on('keypress', (_text, key) => {
      if (key.ctrl && key.name === 'c') void stop();
      else act(key.name);
    });
  } else {
    createInterface({ input: process.stdin }).on('line', (line) => act(line.trim()[0]));
  }

  const hasOwner = async () => {
    const options = await (await fetch(`${house.origin}/api/v1/session/options`)).json();
    return options.setUpNeeded === false;
  };
  await waitFor('the first sign-in', hasOwner, {
    timeoutMs: 2 ** 31 - 1,
    everyMs: 1000,
    alive: () => !isStopping(),
  });
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  if (!isStopping() && !house.isPluggedIn()) await inTurn(plug);
}
