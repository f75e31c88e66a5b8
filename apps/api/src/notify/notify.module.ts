import { Module } from '@nestjs/common';
import { CompaniesModule } from '../companies/index.js';
import { PeopleModule } from '../people/index.js';
import { PoliciesModule } from '../policies/index.js';
import { DueReminders } from './due-reminders.js';
import { Mail } from './mail.js';
import { NotifyController } from './notify.controller.js';
import { Remind } from './remind.js';

@Module({
  imports: [CompaniesModule, PeopleModule, PoliciesModule],
  controllers: [NotifyController],
  providers: [Mail, Remind, DueReminders],
  exports: [DueReminders, Mail],
})
export class NotifyModule {}
