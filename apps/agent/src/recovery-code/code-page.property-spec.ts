import { describe, expect, it } from '@jest/globals';
import { newRecoveryCode } from '@holdfast/storage';
import fc from 'fast-check';
import { codePage } from './code-page.js';

const words = newRecoveryCode();
const facts = {
  company: 'Example & Sons',
  employee: 'Eve "E" <Example>',
  repositoryId: '0b7e4d0e-6d7c-4c1a-9f5e-0f6a2f1f7a10',
  madeOn: new Date('2026-11-27T23:59:59Z'),
};

describe('the page with a recovery code', () => {
  it('holds the words in their order, whose they are, and what they open', () => {
    const page = codePage(words, facts);
    const items = [...page.matchAll(/<li>(.*?)<\/li>/g)].map(([, word]) => word);
    expect(items.join(' ')).toBe(words);
    expect(page).toContain(`<code>${words}</code>`);
    expect(page).toContain('Eve &quot;E&quot; &lt;Example&gt;, at Example &amp; Sons');
    expect(page).toContain('2026-11-27');
    expect(page).toContain(facts.repositoryId);
  });

  it('asks nobody for anything and runs nothing, whatever somebody is called', () => {
    const bare = codePage(words, { ...facts, company: '', employee: '' });
    const tags = (page: string): string[] => page.match(/<[^>]*>/g) ?? [];
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (company, employee) => {
        const page = codePage(words, { ...facts, company, employee: `<script>'${employee}` });
        expect(tags(page)).toEqual(tags(bare));
      }),
    );
    expect(bare).toContain("default-src 'none'");
    expect(bare).not.toMatch(/<(script|img|link|iframe)|https?:|url\(/i);
  });
});
