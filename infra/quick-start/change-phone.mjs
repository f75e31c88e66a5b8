// node change-phone.mjs FOLDER SEED: edits, adds, deletes and renames something on the demo phone.
import { mutateDemoPhone } from '@holdfast/phone-simulator';

const [folder, seed] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await mutateDemoPhone(folder, Number(seed))));
