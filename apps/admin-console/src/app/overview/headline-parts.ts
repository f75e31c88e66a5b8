import type { Answer } from '../api/call';
import type { overview } from '../client/fn/coverage/overview';
import { formatCount } from '../text/counts';

export type OverviewAnswer = Answer<typeof overview>;
export type Headline = OverviewAnswer['headline'];

/** One segment of the bar that adds up to everybody in scope. */
export interface Part {
  readonly text: string;
  readonly count: number;
  readonly fill: 'good' | 'waiting' | 'risk' | 'lost' | 'unknown' | 'neutral' | 'none';
  /** The list behind it. */
  readonly link: { readonly path: string; readonly query?: Record<string, string> };
}

/** The headline as segments, in the order of the bar; empty ones are left out, and the rest still add up. */
export function headlineParts(headline: Headline): Part[] {
  const { segments } = headline;
  const parts: Part[] = [
    { text: $localize`protected`, count: headline.protected, fill: 'good', link: phones('protected') },
    {
      text: $localize`waiting for the employee`,
      count: segments.waiting,
      fill: 'waiting',
      link: phones('waiting'),
    },
    { text: $localize`at risk`, count: segments.atRisk, fill: 'risk', link: phones('at-risk') },
    {
      text: $localize`never backed up`,
      count: segments.neverBackedUp,
      fill: 'lost',
      link: phones('never-backed-up'),
    },
    {
      text: $localize`nothing enrolled`,
      count: segments.unknown,
      fill: 'unknown',
      link: { path: '/gaps', query: { code: 'no-workstation,no-phone,phone-not-enrolled' } },
    },
    { text: $localize`in grace`, count: segments.inGrace, fill: 'neutral', link: phones('in-grace') },
    {
      text: $localize`exempt`,
      count: segments.exempt,
      fill: 'neutral',
      link: { path: '/gaps', query: { exempt: 'only' } },
    },
    { text: $localize`declined`, count: segments.declined, fill: 'neutral', link: { path: '/people' } },
    {
      text: $localize`use no phone for work`,
      count: headline.noPhone,
      fill: 'none',
      link: { path: '/people' },
    },
  ];
  return parts.filter(({ count }) => count > 0);
}

const phones = (state: string) => ({ path: '/phones', query: { state } });

/** What the bar says to those who do not see it. */
export const partsText = (parts: readonly Part[]): string =>
  parts.map(({ text, count }) => `${formatCount(count)} ${text}`).join(', ');
