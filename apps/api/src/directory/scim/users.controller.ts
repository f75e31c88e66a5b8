import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Headers, Param, Query, UseInterceptors } from '@nestjs/common';
import type { z } from 'zod';
import { Configuration } from '../../configuration/index.js';
import { Caller, type DirectoryCaller, Route } from '../../http/index.js';
import { ScimAnswers } from './scim-answers.js';
import { scimBase } from './scim-base.js';
import { ChangeUsers } from './user/change-users.js';
import { FindUsers } from './user/find-users.js';
import type { StoredUser } from './user/user-record.js';
import { userResource } from './user/user-resource.js';

const { scimListUsers, scimGetUser, scimCreateUser, scimReplaceUser, scimPatchUser, scimDeleteUser } =
  endpoints;
type Id = z.output<typeof scimGetUser.params>;

@Controller()
@UseInterceptors(ScimAnswers)
export class UsersController {
  constructor(
    private readonly find: FindUsers,
    private readonly change: ChangeUsers,
    private readonly configuration: Configuration,
  ) {}

  @Route(scimListUsers)
  list(@Caller() caller: DirectoryCaller, @Query() query: unknown) {
    return this.find.list(caller, query);
  }

  @Route(scimGetUser)
  one(
    @Caller() caller: DirectoryCaller,
    @Param({ schema: scimGetUser.params }) { id }: Id,
    @Query() query: unknown,
  ) {
    return this.find.one(caller, id, query);
  }

  @Route(scimCreateUser)
  async create(@Caller() caller: DirectoryCaller, @Body() body: unknown) {
    return this.told(await this.change.create(caller, body));
  }

  @Route(scimReplaceUser)
  async replace(
    @Caller() caller: DirectoryCaller,
    @Param({ schema: scimReplaceUser.params }) { id }: Id,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    return this.told(await this.change.replace(caller, id, body, ifMatch));
  }

  @Route(scimPatchUser)
  async patch(
    @Caller() caller: DirectoryCaller,
    @Param({ schema: scimPatchUser.params }) { id }: Id,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    return this.told(await this.change.patch(caller, id, body, ifMatch));
  }

  @Route(scimDeleteUser)
  remove(
    @Caller() caller: DirectoryCaller,
    @Param({ schema: scimDeleteUser.params }) { id }: Id,
    @Headers('if-match') ifMatch?: string,
  ) {
    return this.change.remove(caller, id, ifMatch);
  }

  private told(user: StoredUser) {
    return userResource(user, scimBase(this.configuration));
  }
}
