import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';
import type { EraseDirectory } from '../facts/index.js';

/** Names and address as the directory had them; a directory that speaks of the person again speaks of somebody new. */
@Injectable()
export class EraseDirectoryRows implements EraseDirectory {
  of(db: EntityManager, person: ErasedPerson): Promise<RowsErased> {
    return eraseRows(db, person, {
      directory_held: 'employee_id = $2',
      directory_people: 'employee_id = $2',
    });
  }
}
