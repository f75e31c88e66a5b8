import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PageOf } from '../api/call';
import type { Reading } from '../api/read';
import { Freshness } from '../look/freshness';
import { Day } from '../look/day';
import { dayText, relativeDay } from '../text/days';
import { versionLine, type VersionRow } from './version-line';

/** The timeline: each version with its size, what was new, what was left out and where its copies lie. */
@Component({
  selector: 'hf-versions',
  imports: [Freshness, Day, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './versions-card.html',
  styles: `
    .pages {
      display: flex;
      gap: 20px;
    }
  `,
})
export class VersionsCard {
  readonly reading = input.required<Reading<PageOf<VersionRow>>>();
  readonly employee = input.required<string>();
  readonly cursor = input<string>();

  readonly versions = computed(() => {
    const page = this.reading().value();
    const last = (page?.items.length ?? 0) - 1;
    return page?.items.map((version, index) => ({
      ...version,
      line: versionLine(version, index === last && page.nextCursor === null),
      marks: version.copies.map(({ location, provenOn, provenBy }) => ({
        location,
        proof: proofText(provenOn, provenBy),
        proven: provenOn !== null,
      })),
    }));
  });
  readonly next = computed(() => this.reading().value()?.nextCursor);
}

function proofText(provenOn: string | null, provenBy: 'server' | 'agent'): string {
  if (provenOn === null) return $localize`not proven yet`;
  const day = dayText(provenOn);
  const ago = relativeDay(provenOn, new Date());
  return provenBy === 'server'
    ? $localize`proven present by the server on ${day}:day: (${ago}:ago:)`
    : $localize`proven present by the agent on ${day}:day: (${ago}:ago:)`;
}
