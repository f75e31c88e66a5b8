import type { Service } from '../phone-state.js';
import { notificationProxy } from './notification-proxy.js';

/** The services that every simulated iPhone has. */
export const ownServices: readonly Service[] = [
  { name: 'com.apple.mobile.notification_proxy', serve: notificationProxy },
];
