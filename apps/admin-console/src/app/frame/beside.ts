import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { type CanActivateFn, Router, RouterLink, RouterLinkActive, type Routes } from '@angular/router';
import type { Permission } from '@holdfast/contracts';
import { reaches } from '../session/reaches.guard';
import { Session } from '../session/session';

/** One of several pages beside each other under one entry of the rail. */
export interface BesidePage {
  readonly path: string;
  readonly title: string;
  readonly permission: Permission;
  readonly load: () => Promise<Routes>;
}

/** What the choice shows of a page. */
export type BesideChoice = Pick<BesidePage, 'path' | 'title' | 'permission'>;

/** The choice between pages beside each other; who reaches one only sees no choice. */
@Component({
  selector: 'hf-beside',
  imports: [RouterLink, RouterLinkActive],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (shown().length > 1) {
      <nav class="filters" [attr.aria-label]="label()">
        @for (page of shown(); track page.path) {
          <a class="chip" [routerLink]="[base(), page.path]" routerLinkActive ariaCurrentWhenActive="page">{{
            page.title
          }}</a>
        }
      </nav>
    }
  `,
})
export class Beside {
  readonly #session = inject(Session);
  readonly pages = input.required<readonly BesideChoice[]>();
  readonly base = input.required<string>();
  readonly label = input.required<string>();
  readonly shown = computed(() => this.pages().filter(({ permission }) => this.#session.may(permission)));
}

/** Routes of the pages under `base`; its own address leads to the first one that one's role may see. */
export const besideRoutes = (base: string, pages: readonly BesidePage[]): Routes => {
  const toFirst: CanActivateFn = () => {
    const session = inject(Session);
    const path = pages.find(({ permission }) => session.may(permission))?.path ?? '';
    return inject(Router).createUrlTree([base, path]);
  };
  return [
    { path: '', pathMatch: 'full', canActivate: [toFirst], children: [] },
    ...pages.map(({ path, title, permission, load }) => ({
      path,
      title,
      canActivate: [reaches(permission)],
      loadChildren: load,
    })),
  ];
};
