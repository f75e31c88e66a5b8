import { Injectable } from '@nestjs/common';
import { Companies } from '../companies/index.js';
import { Configuration } from '../configuration/index.js';
import { Entry } from '../entry/index.js';
import { DemoCompany } from './demo-company.js';
import { MakeCompany } from './make-company.js';
import { writeDemoFile } from './demo-file.js';

/**
 * What a server does before it answers anybody: with no company yet it makes one, unless operators make them, and as long as nobody can sign in it
 * offers a fresh setup token. Idempotent; the demo's tokens go to a file instead of the terminal.
 */
@Injectable()
export class FirstStart {
  constructor(
    private readonly companies: Companies,
    private readonly entry: Entry,
    private readonly configuration: Configuration,
    private readonly make: MakeCompany,
    private readonly demo: DemoCompany,
  ) {}

  async run(print: (text: string) => void): Promise<void> {
    const { demo, operators, companyName, dataFolder, publicOrigin } = this.configuration.values;
    // Operators make the companies and hand over their setup tokens; a fresh one here would end theirs.
    if (operators) return;
    const [first] = await this.companies.all();
    const companyId = first ?? (demo ? await this.demo.make() : await this.make.run(companyName));
    const setupToken = (await this.entry.hasAnyAccount())
      ? undefined
      : await this.entry.replaceSetupToken(companyId);
    if (demo) {
      const enrolmentToken = await this.demo.enrolmentToken(companyId);
      await writeDemoFile(dataFolder, { companyId, setupToken, enrolmentToken });
    } else if (setupToken) {
      print(
        `\n  Setup token: ${setupToken}\n  It makes the owner account at ${publicOrigin}, once, within the hour.\n`,
      );
    }
  }
}
