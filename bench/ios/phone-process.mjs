// Forked: a simulated iPhone in a process of its own, as a real one would not share our processor time either. Its root, socket,
// password and faults come by the command line; asked for 'stats' it tells what was read from it, and what that took.
import { startIosPhone } from '@holdfast/phone-simulator';

const [options] = process.argv.slice(2);
const phone = await startIosPhone(JSON.parse(options));
process.on('message', (message) => {
  if (message !== 'stats') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ stats: { ...phone.faultStats, cpuSeconds: (user + system) / 1e6 } });
});
process.on('disconnect', () => process.exit());
process.send?.({ udid: phone.udid, address: phone.address });
