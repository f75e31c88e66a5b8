import type { PhoneStream } from '../../stream/phone-stream.js';
import { textOf } from '../../codecs/plist/plist-fields.js';
import { PlistChannel } from '../lockdown/plist-channel.js';

/** Posts one notification on a conversation with `com.apple.mobile.notification_proxy`, and ends it. Throws `SourceError`. */
export async function postNotification(stream: PhoneStream, name: string): Promise<void> {
  const proxy = new PlistChannel(stream);
  try {
    await proxy.send({ Command: 'PostNotification', Name: name });
    // Answered once it has taken what came before: a connection that is cut at once would lose the notification.
    await proxy.ask({ Command: 'Shutdown' });
  } finally {
    proxy.close();
  }
}

/** Tells of these notifications until the function that it gives is called, or the phone is gone. Throws `SourceError`. */
export async function observeNotifications(
  stream: PhoneStream,
  names: readonly string[],
  told: (name: string) => void,
): Promise<() => void> {
  const proxy = new PlistChannel(stream);
  const observed = new Set(names);
  const relay = async (): Promise<void> => {
    for (;;) {
      const message = await proxy.receive();
      const name = textOf(message['Name']);
      if (message['Command'] === 'ProxyDeath') return;
      if (message['Command'] === 'RelayNotification' && name !== undefined && observed.has(name)) told(name);
    }
  };
  try {
    for (const name of names) await proxy.send({ Command: 'ObserveNotification', Name: name });
  } catch (error) {
    proxy.close();
    throw error;
  }
  // A phone that is gone is noticed by whoever talks with it; a screen that cannot be watched is watched no more.
  void relay()
    .catch(() => undefined)
    .finally(() => proxy.close());
  return () => proxy.close();
}
