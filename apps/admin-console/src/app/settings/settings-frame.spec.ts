import { describe, expect, it } from '@jest/globals';
import { OWNER, showPage } from '../testing/show-page';
import { SETTINGS_PAGES } from './settings-pages';
import { SettingsFrame } from './settings-frame';

describe('the settings', () => {
  it('show the pages that a role reaches, and none where there is no choice', async () => {
    const all = await showPage(SettingsFrame, '', {});
    const shown = all.all('a.chip').map((link) => link.getAttribute('href'));
    expect(shown).toEqual(SETTINGS_PAGES.map(({ path }) => `/settings/${path}`));
    expect(shown).toContain('/settings/directory');
  });

  it('offer no choice of one', async () => {
    const one = await showPage(SettingsFrame, '', {}, { ...OWNER, permissions: ['sso.read'] });
    expect(one.all('nav')).toHaveLength(0);
  });
});
