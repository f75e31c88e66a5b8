import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/index.js';
import { Leavers } from './leavers.js';

@Module({ imports: [PeopleModule], providers: [Leavers], exports: [Leavers] })
export class LeaversModule {}
