import { Module } from '@nestjs/common';
import { AddPerson } from './add-person.js';
import { MintEnrolmentToken } from './mint-enrolment-token.js';
import { ChangePerson } from './change-person.js';
import { PeopleController } from './people.controller.js';
import { People } from './people.js';
import { ReadPeople } from './read-people.js';

@Module({
  controllers: [PeopleController],
  providers: [People, ReadPeople, AddPerson, ChangePerson, MintEnrolmentToken],
  exports: [People, MintEnrolmentToken],
})
export class PeopleModule {}
