import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the quick start needs to go on: tokens that work now. */
export interface DemoOffer {
  readonly companyId: string;
  /** Only while nobody can sign in. */
  readonly setupToken: string | undefined;
  /** Only while the demo's employee has no workstation. */
  readonly enrolmentToken: string | undefined;
}

/** Writes `demo.json` into the data folder, readable by its owner only, whole or not at all. */
export const writeDemoFile = async (dataFolder: string, offer: DemoOffer): Promise<void> => {
  const file = join(dataFolder, 'demo.json');
  const draft = `${file}.new`;
  await rm(draft, { force: true });
  await writeFile(draft, `${JSON.stringify(offer)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(draft, file);
};
