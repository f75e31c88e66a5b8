import { Module } from '@nestjs/common';
import { AddPerson } from './add-person.js';
import { MintEnrolmentToken } from './mint-enrolment-token.js';
import { ChangePerson } from './change-person.js';
import { Groups } from './groups/groups.js';
import { ImportController } from './import/import.controller.js';
import { ImportPeople } from './import/import-people.js';
import { PeopleController } from './people.controller.js';
import { People } from './people.js';
import { ReadPeople } from './read-people.js';

@Module({
  controllers: [ImportController, PeopleController],
  providers: [Groups, ImportPeople, People, ReadPeople, AddPerson, ChangePerson, MintEnrolmentToken],
  exports: [Groups, People, MintEnrolmentToken],
})
export class PeopleModule {}
