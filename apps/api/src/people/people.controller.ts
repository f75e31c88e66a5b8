import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, type SessionCaller } from '../http/caller.js';
import { Route } from '../http/route.js';
import { AddPerson } from './add-person.js';
import { ChangePerson } from './change-person.js';
import { MintEnrolmentToken } from './mint-enrolment-token.js';
import { ReadPeople } from './read-people.js';

const { listPeople, getPerson, addPerson, changePerson, mintEnrolmentToken } = endpoints;

@Controller()
export class PeopleController {
  constructor(
    private readonly read: ReadPeople,
    private readonly add: AddPerson,
    private readonly change: ChangePerson,
    private readonly mint: MintEnrolmentToken,
  ) {}

  @Route(listPeople)
  list(
    @Caller() caller: SessionCaller,
    @Query({ schema: listPeople.query }) query: z.output<typeof listPeople.query>,
  ) {
    return this.read.list(caller, query);
  }

  @Route(getPerson)
  one(
    @Caller() caller: SessionCaller,
    @Param({ schema: getPerson.params }) params: z.output<typeof getPerson.params>,
  ) {
    return this.read.one(caller.companyId, params.id);
  }

  @Route(addPerson)
  addOne(
    @Caller() caller: SessionCaller,
    @Body({ schema: addPerson.body }) body: z.output<typeof addPerson.body>,
  ) {
    return this.add.run(caller, body);
  }

  @Route(changePerson)
  changeOne(
    @Caller() caller: SessionCaller,
    @Param({ schema: changePerson.params }) params: z.output<typeof changePerson.params>,
    @Body({ schema: changePerson.body }) body: z.output<typeof changePerson.body>,
  ) {
    return this.change.run(caller, params.id, body);
  }

  @Route(mintEnrolmentToken)
  mintOne(
    @Caller() caller: SessionCaller,
    @Param({ schema: mintEnrolmentToken.params }) params: z.output<typeof mintEnrolmentToken.params>,
  ) {
    return this.mint.run(caller, params.id);
  }
}
