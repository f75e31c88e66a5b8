export { CountCompany } from './count-company.js';
export { FirstOperator } from './first-operator.js';
export { OperatorsModule } from './operators.module.js';
