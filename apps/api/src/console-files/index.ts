export { consoleFiles } from './console-files.js';
export { apiSecurity } from './page-security.js';
