export { FirstStart } from './first-start.js';
export { FirstStartModule } from './first-start.module.js';
export { MakeCompany } from './make-company.js';
