import { Module } from '@nestjs/common';
import { CompaniesModule } from '../companies/index.js';
import { FleetModule } from '../fleet/index.js';
import { NoticesModule } from '../notices/index.js';
import { PeopleModule } from '../people/index.js';
import { PoliciesModule } from '../policies/index.js';
import { StorageModule } from '../storage/index.js';
import { DemoCompany } from './demo-company.js';
import { FirstStart } from './first-start.js';
import { MakeCompany } from './make-company.js';

@Module({
  imports: [CompaniesModule, PeopleModule, FleetModule, NoticesModule, PoliciesModule, StorageModule],
  providers: [FirstStart, MakeCompany, DemoCompany],
  exports: [FirstStart, MakeCompany],
})
export class FirstStartModule {}
