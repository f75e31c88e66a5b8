import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Category } from '@holdfast/contracts';
import type { WhatIfResult } from '../../client/models/what-if-result';
import { Day } from '../../look/day';
import { formatBytes } from '../../text/bytes';
import { CATEGORY_TEXTS, listText } from '../../text/categories';
import { formatCount, people, phones, versions } from '../../text/counts';
import { GAP_TEXTS } from '../../text/gap-texts';
import { NOBODY_YET } from '../fields/nobody-yet';

/** As many as are named at first; the others stand behind a line that opens. */
const NAMED = 10;

/** What a question what a draft would change has found, in figures. */
@Component({
  selector: 'hf-what-if-figures',
  imports: [Day, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './what-if-figures.html',
  styles: `
    .lines li {
      padding-block: 6px;
    }
  `,
})
export class WhatIfFigures {
  readonly result = input.required<WhatIfResult>();
  readonly people = people;
  readonly phones = phones;
  readonly versions = versions;
  readonly formatCount = formatCount;
  readonly formatBytes = formatBytes;
  /** Whether anything removes versions by these rules yet. */
  readonly isPruned = !NOBODY_YET.includes('retention.keepLast');
  readonly losers = computed(() => {
    const all = this.result().losers.map(({ id, name, gaps }) => ({
      id,
      name,
      why: listText(gaps.map((code) => GAP_TEXTS[code])),
    }));
    return { first: all.slice(0, NAMED), rest: all.slice(NAMED) };
  });
  readonly gaps = computed(() =>
    this.result()
      .gaps.filter(({ now, then }) => now > 0 || then > 0)
      .map((gap) => ({ ...gap, text: GAP_TEXTS[gap.code] })),
  );
  readonly categories = computed(() =>
    listText(this.result().upload.categories.map((one) => CATEGORY_TEXTS[one as Category] ?? one)),
  );
  readonly cost = computed(() => {
    const cost = this.result().cost;
    if (cost === null) return undefined;
    const money = new Intl.NumberFormat(undefined, { style: 'currency', currency: cost.currency });
    return { ...cost, now: money.format(cost.now), then: money.format(cost.then) };
  });
}
