import { backupService } from '../backup-service/backup-service.js';
import type { Service } from '../phone-state.js';
import { afcService } from './afc/afc-service.js';
import { installationProxy } from './installation-proxy.js';
import { notificationProxy } from './notification-proxy.js';
import { springboardServices } from './springboard-services.js';

/** The services that every simulated iPhone has. */
export const ownServices: readonly Service[] = [
  { name: 'com.apple.afc', serve: afcService },
  backupService,
  { name: 'com.apple.mobile.installation_proxy', serve: installationProxy },
  { name: 'com.apple.mobile.notification_proxy', serve: notificationProxy },
  { name: 'com.apple.springboardservices', serve: springboardServices },
];
