export type { Employee } from './employee-rows.js';
export { MintEnrolmentToken } from './mint-enrolment-token.js';
export { type NewEmployee, People } from './people.js';
export { PeopleModule } from './people.module.js';
