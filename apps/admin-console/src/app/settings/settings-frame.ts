import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Beside } from '../frame/beside';
import { SETTINGS_PAGES } from './settings-pages';

/** The pages of the settings beside each other. */
@Component({
  imports: [Beside, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-beside [pages]="pages" base="/settings" label="Settings" i18n-label />
    <router-outlet />
  `,
})
export class SettingsFrame {
  readonly pages = SETTINGS_PAGES;
}
