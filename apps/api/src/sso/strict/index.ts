export { readAssertion, type Vouched } from './assertion-rules.js';
export { decodeMessage } from './decode-message.js';
export { inspectResponse, type Inspected, type PostedResponse, readResponse } from './inspect-response.js';
export { inspectLogout } from './inspect-logout.js';
export { readXml } from './read-xml.js';
export { Refusal, said } from './refusal.js';
