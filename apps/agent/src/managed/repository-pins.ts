import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../faults/fault.js';
import { JsonFile } from '../state/json-file.js';

const Pins = z.object({
  format: z.literal(1),
  /** Repository → its identity in base64. */
  pins: z.record(z.uuid(), z.string()),
});

/**
 * Which repositories this workstation knows, by what nobody can give another one: whoever runs the location could put one there
 * that opens by this workstation's key, and have the next backup sealed for themselves.
 */
export class RepositoryPins {
  private readonly file: JsonFile<typeof Pins>;

  constructor(stateFolder: string) {
    this.file = new JsonFile(join(stateFolder, 'repositories.json'), Pins);
  }

  /** Whether it is the very repository that this workstation made or was let into. */
  async knows(repositoryId: string, identity: Uint8Array): Promise<boolean> {
    return (await this.file.read())?.pins[repositoryId] === base64(identity);
  }

  async pin(repositoryId: string, identity: Uint8Array): Promise<void> {
    const pins = (await this.file.read())?.pins ?? {};
    await this.file.write({ format: 1, pins: { ...pins, [repositoryId]: base64(identity) } });
  }

  /** One of which nothing is known yet is known from now on. @throws Fault `refused` for another one in its place */
  async expect(repositoryId: string, identity: Uint8Array): Promise<void> {
    const known = (await this.file.read())?.pins[repositoryId];
    if (known === undefined) await this.pin(repositoryId, identity);
    else if (known !== base64(identity)) throw anotherRepository();
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** What lies where the repository should is not it. */
export const anotherRepository = (): Fault =>
  new Fault('refused', {
    what: 'What the server gives out as your repository is not the one that this workstation knows.',
    holds: 'Nothing was read from a phone, and nothing was stored there.',
    next: 'Tell your IT and your privacy contact: somebody put another repository in its place.',
  });
