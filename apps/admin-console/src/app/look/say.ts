import { inject, Injectable } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Fault } from '../api/problem';
import { faultText } from '../text/fault-texts';

/** A short word at the bottom of the page after something was done, read aloud politely. */
@Injectable({ providedIn: 'root' })
export class Say {
  readonly #snackBar = inject(MatSnackBar);

  done(sentence: string): void {
    this.#snackBar.open(sentence, undefined, { duration: 6000, politeness: 'polite' });
  }

  failed(what: string, fault: Fault | undefined): void {
    const why = fault === undefined ? '' : ` ${faultText(fault)}`;
    this.#snackBar.open(`${what}${why}`, $localize`Dismiss`, { duration: 20_000, politeness: 'assertive' });
  }
}
