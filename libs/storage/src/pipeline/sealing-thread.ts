import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Answer, Order, ThreadData } from './messages.js';
import { failureOf, Sealing } from './sealing.js';

if (!isMainThread && parentPort) {
  const port = parentPort;
  const sealing = new Sealing(workerData as ThreadData, (answer: Answer) => port.postMessage(answer));
  port.on('message', (order: Order) => {
    try {
      sealing.obey(order);
    } catch (error) {
      port.postMessage(failureOf(error));
    }
  });
}
