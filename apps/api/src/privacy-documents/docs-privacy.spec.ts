import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PolicyV1, PRIVACY_DOCUMENTS } from '@holdfast/contracts';
import { visibilityOf } from '@holdfast/policy';
import type { DocumentFacts } from './document-facts.js';
import { columnsOf, DOCUMENTS } from './draft-document.js';

const folder = join(import.meta.dirname, '../../../../docs/privacy');
const standard = PolicyV1.parse({ schema: 1, name: 'Standard' });
const facts: DocumentFacts = {
  company: 'Example Ltd',
  on: '2026-11-27',
  policyVersion: 1,
  policy: standard,
  locations: [{ name: 'Main', kind: 's3' }],
  visibility: columnsOf(visibilityOf(standard, undefined)),
};

describe('docs/privacy', () => {
  it.each(PRIVACY_DOCUMENTS)('%s is what a company with the standard policy is given', (kind) => {
    const file = join(folder, `${kind}.md`);
    const text = DOCUMENTS[kind](facts);
    if (process.env['HOLDFAST_WRITE_DOCS']) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each(PRIVACY_DOCUMENTS)(
    '%s says what this company has recorded, as text that is no Markdown',
    (kind) => {
      const privacy = {
        ...standard.privacy,
        purpose: '# Keep | photos <b>safe</b>',
        lawfulBasis: 'agreement' as const,
      };
      const text = DOCUMENTS[kind]({
        ...facts,
        company: '[Evil](http://x) Ltd',
        policy: { ...standard, privacy },
      });
      expect(text).toContain('\\# Keep \\| photos \\<b\\>safe\\</b\\>');
      expect(text).toContain('\\[Evil\\](http://x) Ltd');
      expect(text).toContain('Art. 88');
    },
  );

  it('names who could open backups as the policy says', () => {
    const of = (companyKey: PolicyV1['privacy']['companyKey']) =>
      DOCUMENTS['impact-assessment']({
        ...facts,
        policy: { ...standard, privacy: { ...standard.privacy, companyKey } },
      });
    expect(of('none')).toContain('No key of the company exists');
    expect(of('split')).toContain('acting together');
    expect(of('single')).toContain('alone and outside Holdfast');
  });

  it('says what a manager is told of one person, where the policy has it', () => {
    const of = (escalateTo: PolicyV1['reminders']['escalateTo']) =>
      DOCUMENTS['works-council']({
        ...facts,
        policy: { ...standard, reminders: { ...standard.reminders, escalateTo } },
      });
    expect(of('manager')).toContain('is not protected, and nothing else; the reminders say so with the date');
    expect(of('admin')).not.toContain('the reminders say so');
  });
});
