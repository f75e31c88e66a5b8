import { describe, expect, it } from '@jest/globals';
import { showPage } from '../testing/show-page';
import { PrivacyDocumentsPage } from './privacy-documents.page';

describe('privacy documents', () => {
  it('are each one link that downloads', async () => {
    const shown = await showPage(PrivacyDocumentsPage, '', {});
    const links = shown.all<HTMLAnchorElement>('a[download]');
    expect(links.map((link) => link.getAttribute('href'))).toEqual(
      ['impact-assessment', 'record-of-processing', 'works-council'].map(
        (kind) => `/api/v1/privacy-documents/${kind}`,
      ),
    );
    expect(new Set(links.map((link) => link.textContent?.trim())).size).toBe(3);
  });
});
