import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { FleetModule } from '../fleet/index.js';
import { PeopleModule } from '../people/index.js';
import { AccessController } from './access.controller.js';
import { ForgetOldNotes } from './forget-old-notes.js';
import { LookInterceptor } from './look-interceptor.js';
import { NoteAccess } from './note-access.js';
import { ReadAccessLog } from './read-access-log.js';

@Module({
  imports: [PeopleModule, FleetModule],
  controllers: [AccessController],
  providers: [
    NoteAccess,
    ReadAccessLog,
    ForgetOldNotes,
    { provide: APP_INTERCEPTOR, useClass: LookInterceptor },
  ],
  exports: [NoteAccess, ForgetOldNotes, ReadAccessLog],
})
export class AccessModule {}
