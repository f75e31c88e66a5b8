import { inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** "Phones · Holdfast" in the tab; a detail page may name its thing later by {@link PageTitle.name}. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  readonly #title = inject(Title);

  override updateTitle(state: RouterStateSnapshot): void {
    this.name(this.buildTitle(state));
  }

  name(page: string | undefined): void {
    this.#title.setTitle(page === undefined ? 'Holdfast' : `${page} · Holdfast`);
  }
}
