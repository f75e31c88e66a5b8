import { inject, Injectable, untracked } from '@angular/core';
import type { PolicyV1 } from '@holdfast/contracts';
import { Session } from '../../session/session';
import { isPolicyLike } from './merge-policies';

/** A draft and what it was begun on. */
export interface KeptDraft {
  readonly version: number;
  readonly base: PolicyV1;
  readonly draft: PolicyV1;
}

/**
 * Drafts of policies that are not published yet, in this tab only: a sign-in again or a reload loses nothing that was
 * typed. Each person has their own.
 */
@Injectable({ providedIn: 'root' })
export class KeptDrafts {
  readonly #session = inject(Session);

  /** `like`: a policy as it has to look, since a browser's store can hold anything. */
  find(of: string, like: PolicyV1): KeptDraft | undefined {
    try {
      const key = this.#key(of);
      const stored = key === undefined ? null : sessionStorage.getItem(key);
      const kept = JSON.parse(stored ?? 'null') as Partial<KeptDraft> | null;
      return typeof kept?.version === 'number' &&
        isPolicyLike(kept.base, like) &&
        isPolicyLike(kept.draft, like)
        ? { version: kept.version, base: kept.base, draft: kept.draft }
        : undefined;
    } catch {
      return undefined;
    }
  }

  keep(of: string, kept: KeptDraft): void {
    try {
      const key = this.#key(of);
      if (key !== undefined) sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // A browser that stores nothing still has the draft until the page is left.
    }
  }

  forget(of: string): void {
    try {
      const key = this.#key(of);
      if (key !== undefined) sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }

  /** Undefined once the session is lost: nobody's draft is neither kept nor forgotten. */
  #key(of: string): string | undefined {
    const me = untracked(this.#session.me);
    return me === undefined ? undefined : `holdfast.policy-draft.${me.employee.id}.${of}`;
  }
}
