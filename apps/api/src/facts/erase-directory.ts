import type { EntityManager } from 'typeorm';
import type { ErasedPerson, RowsErased } from '../database/erase-rows.js';

/**
 * Port: what the directory said of somebody is erased with them. A port, because the directory speaks to the room of
 * leavers, and the other arrow would close a circle.
 */
export abstract class EraseDirectory {
  abstract of(db: EntityManager, person: ErasedPerson): Promise<RowsErased>;
}
