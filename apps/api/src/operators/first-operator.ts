import { Injectable } from '@nestjs/common';
import { Configuration } from '../configuration/index.js';
import { Installation } from '../database/index.js';
import { OperatorEntry } from '../entry/index.js';
import { allOperators } from './operator-rows.js';

/** Before a server with operators answers anybody: as long as there is none, a fresh token by which the first is made. */
@Injectable()
export class FirstOperator {
  constructor(
    private readonly installation: Installation,
    private readonly entry: OperatorEntry,
    private readonly configuration: Configuration,
  ) {}

  async run(print: (text: string) => void): Promise<void> {
    const { operators, publicOrigin } = this.configuration.values;
    if (!operators) return;
    const token = await this.installation.run(async (db) =>
      (await allOperators(db)).length > 0 ? undefined : this.entry.replaceFirstToken(db),
    );
    if (token === undefined) return;
    print(
      `\n  Operator token: ${token}\n  It makes the first operator's account at ${publicOrigin}/operator/set-up, once, ` +
        'within the hour.\n',
    );
  }
}
