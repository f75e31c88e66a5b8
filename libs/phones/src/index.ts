export * from './phone-monitor.js';
export * from './phones-options.js';
// The helpers that follow are the door: createPhoneMonitor(options): PhoneMonitor · openPhone(address, options, signal?): Promise<PhoneSession>
// · openFolderSource(root): PhoneSession's source.
