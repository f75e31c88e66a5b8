import { Module } from '@nestjs/common';
import { AddPerson } from './add-person.js';
import { MintEnrolmentToken } from './mint-enrolment-token.js';
import { ChangePerson } from './change-person.js';
import { Groups } from './groups/groups.js';
import { PeopleController } from './people.controller.js';
import { People } from './people.js';
import { ReadPeople } from './read-people.js';

@Module({
  controllers: [PeopleController],
  providers: [Groups, People, ReadPeople, AddPerson, ChangePerson, MintEnrolmentToken],
  exports: [Groups, People, MintEnrolmentToken],
})
export class PeopleModule {}
