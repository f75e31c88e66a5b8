export { Companies } from './companies.js';
export { CompaniesModule } from './companies.module.js';
export type { Company } from './company-rows.js';
