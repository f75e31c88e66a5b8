import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Beside } from '../frame/beside';
import { MY_PAGES } from './my-pages';

/** The employee's own pages beside each other. */
@Component({
  imports: [Beside, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-beside [pages]="pages" base="/my" label="My data" i18n-label />
    <router-outlet />
  `,
})
export class MyFrame {
  readonly pages = MY_PAGES;
}
