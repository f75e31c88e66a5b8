import { z } from 'zod';
import { PhoneState } from './coverage.js';
import { ROLES } from '../roles/roles.js';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, Moment, PageQuery, pageOf } from './paging.js';

export const PersonRow = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Null for who may not read addresses. */
  email: z.email().nullable(),
  department: z.string().nullable(),
  role: z.enum(ROLES),
  /** Who gives the role: Holdfast, or a group of the directory at each sign-in, and then nobody here changes it. */
  roleSource: z.enum(['holdfast', 'directory']),
  active: z.boolean(),
  /** Since when somebody has left, and since when nothing of them is here any more. */
  leftOn: DateOnly.nullable(),
  erasedOn: DateOnly.nullable(),
  phones: z.array(z.object({ id: z.uuid(), label: z.string(), state: PhoneState })),
  workstations: z.int(),
  remindedOn: DateOnly.nullable(),
});

export const NewPerson = z.strictObject({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  department: z.string().trim().max(120).nullable().default(null),
  role: z.enum(ROLES).default('employee'),
});

/** What of a person is changed here. Absent: stays as it is. */
export const ChangePerson = z
  .strictObject({ role: z.enum(ROLES).optional(), active: z.boolean().optional() })
  .refine(({ role, active }) => role !== undefined || active !== undefined, 'role or active is needed');

const WITHOUT_ADDRESS = [{ path: 'email', unless: 'addresses.read' }] as const;

export const peopleEndpoints = {
  listPeople: endpoint({
    id: 'listPeople',
    method: 'GET',
    path: '/api/v1/people',
    tag: 'people',
    summary: 'Employees and their phones',
    auth: 'session',
    permission: 'coverage.read',
    looks: 'everybody',
    withheld: [{ path: 'items.email', unless: 'addresses.read' }],
    /** `q` finds names and departments, and addresses for who may read them. */
    query: PageQuery.extend({
      q: z.string().max(120).optional(),
      /**
       * `leavers`: only those, the erased too. `it`: those who may take gaps and incidents on. Else everybody but the erased.
       */
      who: z.enum(['leavers', 'it']).optional(),
    }),
    status: 200,
    response: pageOf(PersonRow),
    errors: [],
  }),
  getPerson: endpoint({
    id: 'getPerson',
    method: 'GET',
    path: '/api/v1/people/:id',
    tag: 'people',
    summary: 'One employee',
    auth: 'session',
    permission: 'coverage.read',
    looks: 'person',
    withheld: WITHOUT_ADDRESS,
    params: IdParams,
    status: 200,
    response: PersonRow,
    errors: ['not-found'],
  }),
  addPerson: endpoint({
    id: 'addPerson',
    method: 'POST',
    path: '/api/v1/people',
    tag: 'people',
    summary: 'Add an employee',
    auth: 'session',
    permission: 'people.add',
    withheld: WITHOUT_ADDRESS,
    body: NewPerson,
    status: 201,
    response: PersonRow,
    errors: ['version-conflict'],
  }),
  changePerson: endpoint({
    id: 'changePerson',
    method: 'PATCH',
    path: '/api/v1/people/:id',
    tag: 'people',
    summary:
      "Change an employee's role, or whether they may sign in and back up; counts from their next request on",
    auth: 'session',
    permission: 'people.change-role',
    withheld: WITHOUT_ADDRESS,
    params: IdParams,
    body: ChangePerson,
    status: 200,
    response: PersonRow,
    errors: ['not-found', 'role-refused', 'role-of-directory', 'last-owner', 'erasure-begun'],
  }),
  mintEnrolmentToken: endpoint({
    id: 'mintEnrolmentToken',
    method: 'POST',
    path: '/api/v1/people/:id/enrolment-tokens',
    tag: 'people',
    summary: 'Make a one-time enrolment token for a workstation of this employee (24 h, shown once)',
    auth: 'session',
    permission: 'people.enrol',
    params: IdParams,
    status: 201,
    response: z.object({ token: z.string(), expiresAt: Moment, command: z.string() }),
    errors: ['not-found'],
  }),
  remindPerson: endpoint({
    id: 'remindPerson',
    method: 'POST',
    path: '/api/v1/people/:id/reminders',
    tag: 'people',
    summary:
      'Remind the employee of their open gaps now, on their workstation and by e-mail, once a day at most',
    auth: 'session',
    permission: 'people.remind',
    params: IdParams,
    status: 202,
    response: z.object({ sent: z.boolean(), reason: z.string().nullable() }),
    errors: ['not-found'],
  }),
};
