import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../../http/index.js';
import { authorOf } from '../keeping/author-of.js';
import { ReadAssignments } from './read-assignments.js';
import { SetAssignments } from './set-assignments.js';

const { listPolicyAssignments, setPolicyAssignments, listPolicyGroups, explainPolicy } = endpoints;

@Controller()
export class AssignmentsController {
  constructor(
    private readonly read: ReadAssignments,
    private readonly assignments: SetAssignments,
  ) {}

  @Route(listPolicyAssignments)
  list(@Caller() { companyId }: SessionCaller) {
    return this.read.list(companyId);
  }

  @Route(setPolicyAssignments)
  set(
    @Caller() caller: SessionCaller,
    @Body({ schema: setPolicyAssignments.body }) body: z.infer<typeof setPolicyAssignments.body>,
  ) {
    return this.assignments.run(authorOf(caller), body);
  }

  @Route(listPolicyGroups)
  groups(
    @Caller() { companyId }: SessionCaller,
    @Query({ schema: listPolicyGroups.query }) query: z.infer<typeof listPolicyGroups.query>,
  ) {
    return this.read.groups(companyId, query);
  }

  @Route(explainPolicy)
  explain(
    @Caller() { companyId }: SessionCaller,
    @Param({ schema: explainPolicy.params }) { id }: z.infer<typeof explainPolicy.params>,
  ) {
    return this.read.explain(companyId, id);
  }
}
