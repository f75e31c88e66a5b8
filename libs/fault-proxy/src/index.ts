export { startFaultProxy } from './start-fault-proxy.js';
export type { FaultProxy, FaultProxyOptions } from './start-fault-proxy.js';
export type { FaultRule } from './fault-rule.js';
export type { Credentials } from './lies/sign-anew.js';
export type { PassedRequest } from './record.js';
