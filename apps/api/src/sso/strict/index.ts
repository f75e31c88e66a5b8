export { type Expected, readAssertion, type Vouched } from './assertion-rules.js';
export { decodeMessage } from './decode-message.js';
export { decryptAssertion } from './decrypt-assertion.js';
export { inspectLogout } from './inspect-logout.js';
export { Refusal, said } from './refusal.js';
export { checkResponse, type Covered, readCovered } from './response-contents.js';
export { checkOpened, checkShape, type PostedResponse, readResponse } from './response-shape.js';
export { readXml } from './read-xml.js';
