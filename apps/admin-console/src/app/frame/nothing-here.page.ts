import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';

@Component({
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top"><h1 i18n>Nothing here</h1></div>
    <section class="card">
      <p i18n>No page of the console has this address.</p>
      <a class="link" routerLink="/" i18n>To the first page</a>
    </section>
  `,
})
export class NothingHerePage {}
