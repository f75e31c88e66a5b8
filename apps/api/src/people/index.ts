export type { Employee } from './employee-rows.js';
export { type Group, Groups } from './groups/groups.js';
export { lastOwner } from './last-owner.js';
export { eraseEmployee } from './erase-rows.js';
export { Leaving, type LeavingCause } from './leaving.js';
export { MintEnrolmentToken } from './mint-enrolment-token.js';
export { type NewEmployee, People } from './people.js';
export { PeopleModule } from './people.module.js';
export { eraseMembershipsOf } from './erase-memberships.js';
