// Forked: a simulated phone in a process of its own, as a real one would not share our processor time either. Root, faults and
// serial come by the command line; asked for 'stats' it tells what was read from it.
import { startAndroidPhone } from '@holdfast/phone-simulator';

const [root, faults, serial = 'BENCH0000001'] = process.argv.slice(2);
const phone = await startAndroidPhone({
  root,
  auth: 'none',
  serial,
  faults: JSON.parse(faults),
});
process.on('message', (message) => {
  if (message === 'stats') process.send?.({ stats: phone.faultStats });
});
process.on('disconnect', () => process.exit());
process.send?.({ port: phone.port });
