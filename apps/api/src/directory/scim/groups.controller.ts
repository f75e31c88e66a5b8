import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Headers, Param, Query, UseInterceptors } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, type DirectoryCaller, Route } from '../../http/index.js';
import { ChangeGroups } from './group/change-groups.js';
import { FindGroups } from './group/find-groups.js';
import { ScimAnswers } from './scim-answers.js';

const { scimListGroups, scimGetGroup, scimCreateGroup, scimReplaceGroup, scimPatchGroup, scimDeleteGroup } =
  endpoints;
type Id = z.output<typeof scimGetGroup.params>;

@Controller()
@UseInterceptors(ScimAnswers)
export class GroupsController {
  constructor(
    private readonly find: FindGroups,
    private readonly change: ChangeGroups,
  ) {}

  @Route(scimListGroups)
  list(@Caller() caller: DirectoryCaller, @Query() query: unknown) {
    return this.find.list(caller, query);
  }

  @Route(scimGetGroup)
  one(
    @Caller() caller: DirectoryCaller,
    @Param({ schema: scimGetGroup.params }) { id }: Id,
    @Query() query: unknown,
  ) {
    return this.find.one(caller, id, query);
  }

  @Route(scimCreateGroup)
  create(@Caller() caller: DirectoryCaller, @Body() body: unknown) {
    return this.change.create(caller, body);
  }

  @Route(scimReplaceGroup)
  replace(
    @Caller() caller: DirectoryCaller,
    @Param({ schema: scimReplaceGroup.params }) { id }: Id,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    return this.change.replace(caller, id, body, ifMatch);
  }

  @Route(scimPatchGroup)
  patch(
    @Caller() caller: DirectoryCaller,
    @Param({ schema: scimPatchGroup.params }) { id }: Id,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    return this.change.patch(caller, id, body, ifMatch);
  }

  @Route(scimDeleteGroup)
  remove(
    @Caller() caller: DirectoryCaller,
    @Param({ schema: scimDeleteGroup.params }) { id }: Id,
    @Headers('if-match') ifMatch?: string,
  ) {
    return this.change.remove(caller, id, ifMatch);
  }
}
