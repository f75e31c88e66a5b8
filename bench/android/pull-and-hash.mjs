// node pull-and-hash.mjs ADB_SERVER SERIAL KEY_FILE: reads all files of a phone through the library's door and hashes each,
// four at a time as the engine does. Prints how many, how long the scan took, and a digest over all of them.
import { createHash } from 'node:crypto';
import { openPhone } from '@holdfast/phones';

const AT_ONCE = 4;
const [adbServer, serial, adbKeyFile] = process.argv.slice(2);
const session = await openPhone(
  { platform: 'android', address: serial },
  { adbServer, directAddresses: [], folders: [], adbKeyFile },
);
const began = performance.now();
const files = [];
for await (const entry of session.source.scan({ categories: ['photos'] }, () => undefined))
  if (entry.kind === 'file') files.push(entry);
const scanSeconds = (performance.now() - began) / 1000;
const left = files.entries();
const digests = [];
let bytes = 0;
const reader = async () => {
  for (const [at, entry] of left) {
    const hash = createHash('sha256');
    for await (const piece of session.source.open(entry)) {
      hash.update(piece);
      bytes += piece.length;
    }
    digests[at] = hash.digest();
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, reader));
await session.close();
const digest = createHash('sha256').update(Buffer.concat(digests)).digest('hex');
process.stdout.write(`${JSON.stringify({ files: files.length, bytes, scanSeconds, digest })}\n`);
