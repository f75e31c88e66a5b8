import { ChangeDetectionStrategy, Component } from '@angular/core';
import { type IsActiveMatchOptions, RouterLink, RouterLinkActive } from '@angular/router';

/** The pages about policies beside each other. */
@Component({
  selector: 'hf-policy-pages',
  imports: [RouterLink, RouterLinkActive],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <nav class="filters" aria-label="Policies" i18n-aria-label>
      @for (page of pages; track page.link) {
        <a
          class="chip"
          [routerLink]="page.link"
          routerLinkActive
          [routerLinkActiveOptions]="exact"
          ariaCurrentWhenActive="page"
          >{{ page.title }}</a
        >
      }
    </nav>
  `,
})
export class PolicyPagesNav {
  readonly pages = [
    { link: '/policies', title: $localize`In use` },
    { link: '/policies/assignments', title: $localize`Assignments` },
    { link: '/policies/covered', title: $localize`Who is covered by what` },
    { link: '/policies/document', title: $localize`As a document` },
  ];
  /** A search in the address leaves the page the same one. */
  readonly exact: IsActiveMatchOptions = {
    paths: 'exact',
    queryParams: 'ignored',
    fragment: 'ignored',
    matrixParams: 'ignored',
  };
}
