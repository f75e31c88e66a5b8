import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Companies } from '../companies/index.js';
import { Configuration } from '../configuration/index.js';
import { Tenant } from '../database/tenant.js';
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
    private readonly tenant: Tenant,
    private readonly audit: Audit,
  ) {}

  async run(print: (text: string) => void): Promise<void> {
    const { demo, operators, companyName, dataFolder, publicOrigin } = this.configuration.values;
    // Operators make the companies and hand over their setup tokens; a fresh one here would end theirs.
    if (operators) return;
    const [first] = await this.companies.all();
    const companyId = first ?? (demo ? await this.demo.make() : await this.make.run(companyName));
    const setupToken = await this.setupToken(companyId);
    if (demo) {
      const enrolmentToken = await this.demo.enrolmentToken(companyId);
      await writeDemoFile(dataFolder, { companyId, setupToken, enrolmentToken });
    } else if (setupToken) {
      print(
        `\n  Setup token: ${setupToken}\n  It makes the owner account at ${publicOrigin}/set-up, once, within the hour.\n`,
      );
    }
  }

  /** While nobody can sign in; and when whoever runs the server asks for one, because all factors are lost. */
  private async setupToken(companyId: string): Promise<string | undefined> {
    const { newOwnerToken } = this.configuration.values;
    if (!newOwnerToken && (await this.entry.hasAnyAccount())) return undefined;
    const token = await this.entry.replaceSetupToken(companyId);
    await this.tenant.run(companyId, (db) =>
      this.audit.append(db, companyId, {
        action: 'account.setup-token-made',
        by: { kind: 'system', name: 'server' },
        details: { asked: newOwnerToken },
      }),
    );
    return token;
  }
}
