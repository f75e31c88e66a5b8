import { encodePlistMessage, isDict } from '@holdfast/phones/codecs';
import { readRequest } from '../lockdown/read-request.js';
import type { ServiceHandler } from '../phone-state.js';

/** Names that one computer may observe. */
const MOST_NAMES = 1000;

/**
 * notification_proxy: a computer posts names to the phone, and is told those that it observes. `Shutdown` is answered with
 * `ProxyDeath`, and ends it.
 */
export const notificationProxy: ServiceHandler = async (connection, { notifications }) => {
  const observed = new Set<string>();
  const stop = notifications.onRelay((name) => {
    if (!observed.has(name)) return;
    const message = encodePlistMessage({ Command: 'RelayNotification', Name: name });
    void connection.send(message).catch(() => undefined);
  });
  try {
    for (;;) {
      const message = await readRequest(connection.reader);
      const { Command: command, Name: name } = isDict(message) ? message : {};
      if (command === 'Shutdown') {
        await connection.send(encodePlistMessage({ Command: 'ProxyDeath' }));
        return;
      }
      if (typeof name !== 'string') continue;
      if (command === 'PostNotification') notifications.post(name);
      if (command === 'ObserveNotification' && observed.size < MOST_NAMES) observed.add(name);
    }
  } finally {
    stop();
  }
};
