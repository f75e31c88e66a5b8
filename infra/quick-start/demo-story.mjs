import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { differences, filesBelow } from './compare-trees.mjs';
import { ConsoleSession } from './console-session.mjs';
import { waitFor } from './wait-for.mjs';

const must = (truth, otherwise) => {
  if (!truth) throw new Error(otherwise);
};

/** What the demo company's policy reads: photos, videos, documents and contacts. The rest has to stay on the phone. */
const IN_SCOPE = /^(?:DCIM|Pictures|Movies|Documents|Contacts)\//;
const inScope = (files) => new Map([...files].filter(([name]) => IN_SCOPE.test(name)));

/** Enrol, plug in, back up, change, back up again, restore both, compare, damage, find the damage. */
export async function tellTheStory(house, step, copy) {
  const admin = new ConsoleSession(house.origin);
  const below = (name) => join(house.folders.root, name);
  let offered;

  await step('The server starts with its own database and storage', async () => {
    offered = await house.startServer();
    return house.origin;
  });
  await step('The owner account is made with the one-time setup token', async () => {
    const me = await admin.setUp(offered.setupToken);
    return `${me.company.name}`;
  });
  await step('The setup token does not work twice', async () => {
    const again = await new ConsoleSession(house.origin)
      .setUp(offered.setupToken)
      .catch((error) => error.message);
    must(/setup-token-refused/.test(String(again)), `a second use was not refused: ${again}`);
  });
  await step('A laptop is enrolled with a one-time enrolment token', () =>
    house.enrolWorkstation(offered.enrolmentToken),
  );
  await step('A phone is enrolled, then unplugged', async () => {
    await house.plugIn();
    await house.enrolPhone();
    await house.unplug();
    return (await admin.onlyPhone()).label;
  });
  await step('The console says that it was never backed up', async () => {
    const phone = await admin.onlyPhone();
    must(
      phone.gaps.some((gap) => gap.code === 'never-backed-up'),
      JSON.stringify(phone),
    );
    return phone.gaps[0].sentence;
  });
  await step('The agent starts and leaves everything alone: no phone is there', async () => {
    house.startAgent();
    await waitFor('the agent', async () => (await house.holdfast(['status', '--json'], [0, 9])).code === 0);
  });

  const backedUp = async (howMany) => {
    const phone = await waitFor(
      `snapshot ${howMany}`,
      async () => {
        const now = await admin.onlyPhone();
        return now.snapshots >= howMany && !now.running && now;
      },
      { timeoutMs: 120_000, alive: house.agent.running },
    ).catch((error) => {
      throw new Error(`${error.message}\nThe agent said last:\n${house.agent.lastLines()}`);
    });
    must(phone.state === 'protected', `the console says ${phone.state}: ${JSON.stringify(phone.gaps)}`);
    return phone;
  };

  await step('The phone is plugged in and its backup starts by itself', async () => {
    await house.plugIn();
    await backedUp(1);
    await copy(house.folders.phone, below('first'));
    return 'protected';
  });
  await step('The phone is changed, and backed up again when an admin asks', async () => {
    await house.changePhone(7);
    const phone = await admin.onlyPhone();
    await admin.call('POST', `/phones/${phone.id}/commands`, { kind: 'backup' });
    await backedUp(2);
    await copy(house.folders.phone, below('second'));
    const { items } = await admin.call('GET', `/phones/${phone.id}/snapshots`);
    const [newest] = items;
    must(newest.added + newest.changed + newest.removed > 0, 'the second version has no changes');
    return `${newest.added} added, ${newest.changed} changed, ${newest.removed} removed`;
  });

  let versions;
  await step('Both versions can be browsed and compared', async () => {
    const listed = JSON.parse((await house.holdfast(['snapshots', '--json'])).stdout);
    versions = listed.snapshots.map((snapshot) => snapshot.id).reverse();
    must(versions.length === 2, `${versions.length} versions`);
    const { changes } = JSON.parse((await house.holdfast(['diff', ...versions, '--json'])).stdout);
    must(changes.length > 0, 'diff says nothing changed');
    return `${changes.length} differences`;
  });
  for (const [index, name] of ['first', 'second'].entries()) {
    await step(`The ${name} version comes back byte for byte`, async () => {
      const target = below(`restored-${name}`);
      await house.holdfast(['restore', versions[index], '--target', target]);
      const wanted = inScope(await filesBelow(below(name)));
      // What is made of the phone's databases was on no folder of it.
      const files = await filesBelow(target);
      const found = new Map([...files].filter(([path]) => !path.startsWith('Phone records/')));
      const wrong = differences(wanted, found);
      must(wrong.length === 0, wrong.slice(0, 5).join('; '));
      const contacts = await readFile(join(target, 'Phone records/Contacts/contacts.json'), 'utf8');
      const people = JSON.parse(contacts).records.length;
      must(people > 0, 'the address book came back empty');
      return `${found.size} files, ${people} people of the address book`;
    });
  }
  await step('verify reads every byte and finds nothing wrong', async () => {
    const report = JSON.parse((await house.holdfast(['verify', '--read-data', '--json'])).stdout);
    must(report.damage.length === 0, JSON.stringify(report.damage));
    return `${report.objectsChecked} objects`;
  });
  await step('One byte is flipped in the storage; verify names the files', async () => {
    const name = await flipOneByte(join(house.folders.data, 'objects'));
    const answer = await house.holdfast(['verify', '--read-data', '--json'], [5]);
    const { damage } = JSON.parse(answer.stdout);
    const found = damage.find((one) => one.objectName === name);
    must(found, `verify did not name ${name}: ${answer.stdout}`);
    must(found.files.length > 0, 'verify named no file');
    return `${found.files[0].path} and ${found.files.length - 1} more`;
  });
}

/** Flips one bit in the middle of the largest data pack below a folder; answers the object's name. */
async function flipOneByte(folder) {
  const packs = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/[/\\]data$/.test(entry.parentPath)) continue;
    const path = join(entry.parentPath, entry.name);
    packs.push({ path, name: `data/${entry.name}`, size: (await stat(path)).size });
  }
  const [victim] = packs.sort((a, b) => b.size - a.size);
  must(victim, `no data pack below ${folder}`);
  const file = await open(victim.path, 'r+');
  try {
    const at = Math.floor(victim.size / 3);
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, at);
    byte[0] ^= 1;
    await file.write(byte, 0, 1, at);
  } finally {
    await file.close();
  }
  return victim.name;
}
