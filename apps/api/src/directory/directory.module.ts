import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { EraseDirectory } from '../facts/index.js';
import { LeaversModule } from '../leavers/index.js';
import { PeopleModule } from '../people/index.js';
import { PoliciesModule } from '../policies/index.js';
import { DirectoryController } from './directory.controller.js';
import { EraseDirectoryRows } from './erase-directory-rows.js';
import { DecideRemovals } from './removals/decide-removals.js';
import { ListHeld } from './removals/list-held.js';
import { Removals } from './removals/removals.js';
import { DirectoryGuard } from './scim/directory-guard.js';
import { DiscoveryController } from './scim/discovery.controller.js';
import { ChangeGroups } from './scim/group/change-groups.js';
import { FindGroups } from './scim/group/find-groups.js';
import { GroupsController } from './scim/groups.controller.js';
import { ChangeUsers } from './scim/user/change-users.js';
import { FindUsers } from './scim/user/find-users.js';
import { KeepUser } from './scim/user/keep-user.js';
import { UsersController } from './scim/users.controller.js';
import { ShowDirectory } from './show-directory.js';
import { NoteUse } from './tokens/note-use.js';
import { Tokens } from './tokens/tokens.js';

@Global()
@Module({
  imports: [PeopleModule, LeaversModule, PoliciesModule],
  controllers: [DirectoryController, UsersController, GroupsController, DiscoveryController],
  providers: [
    ChangeGroups,
    ChangeUsers,
    DecideRemovals,
    FindGroups,
    FindUsers,
    KeepUser,
    ListHeld,
    NoteUse,
    Removals,
    ShowDirectory,
    Tokens,
    { provide: EraseDirectory, useClass: EraseDirectoryRows },
    { provide: APP_GUARD, useClass: DirectoryGuard },
  ],
  exports: [EraseDirectory],
})
export class DirectoryModule {}
