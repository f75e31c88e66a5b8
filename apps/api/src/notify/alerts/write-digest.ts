import { describeIncident, headline } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Companies } from '../../companies/index.js';
import { Configuration } from '../../configuration/index.js';
import { countByStanding, describeRow, openGapsOfEmployee } from '../../coverage/index.js';
import { letter, oneLine, type Part } from '../mail/letter.js';
import { gapMovement, oldestGaps, openIncidents } from './digest-rows.js';

/** Of each kind: a letter is read, a list of a thousand is not. */
const AT_MOST = 5;

/** Writes the digest of a time: how many are protected, what changed, the open incidents, the oldest gaps with their next step. */
@Injectable()
export class WriteDigest {
  constructor(
    private readonly companies: Companies,
    private readonly configuration: Configuration,
  ) {}

  async run(
    db: EntityManager,
    companyId: string,
    name: string,
    { since, until }: { readonly since: string; readonly until: string },
  ) {
    const company = await this.companies.company(db, companyId);
    const parts = headline(await countByStanding(db, companyId));
    const { opened, closed } = await gapMovement(db, companyId, new Date(since), new Date(until));
    const oldest: { text: string; next: string }[] = [];
    for (const { id, employeeId } of await oldestGaps(db, companyId, AT_MOST)) {
      const gap = (await openGapsOfEmployee(db, companyId, employeeId)).find((row) => row.id === id);
      if (!gap) continue;
      const { sentence, nextStep } = describeRow(gap);
      oldest.push({ text: sentence, next: nextStep });
    }
    const incidents = (await openIncidents(db, companyId, AT_MOST)).map((incident) => {
      const { sentence, nextStep } = describeIncident(incident);
      const explained = incident.gaps === 0 ? '' : ` ${counted(incident.gaps, 'gap')} came of it.`;
      return { text: `${sentence}${explained}`, next: nextStep };
    });
    const from = since.slice(0, 10);
    const body: Part[] = [
      { say: `Hello ${oneLine(name)},` },
      {
        say:
          `of ${String(parts.inScope)} people of ${oneLine(company.name)}, ${String(parts.protected)} are protected, ` +
          `${String(parts.notProtected)} are not, and ${String(parts.noPhone)} have no phone here.`,
      },
      { say: `Since ${from}: ${counted(opened, 'new gap')} and ${counted(closed, 'gap')} closed.` },
      ...(incidents.length > 0 ? [{ say: 'Open above the phones:' }, { list: incidents }] : []),
      ...(oldest.length > 0 ? [{ say: 'Open for longest:' }, { list: oldest }] : []),
      ...(incidents.length + oldest.length === 0 ? [{ say: 'No gap is open.' }] : []),
      { link: 'Open the gaps in Holdfast', url: `${this.configuration.values.publicOrigin}/gaps` },
      { say: 'Settings › Alerts says who gets this, and when.' },
    ];
    return letter(
      `Holdfast: ${String(parts.protected)} of ${String(parts.inScope)} people are protected`,
      body,
    );
  }
}

const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;
