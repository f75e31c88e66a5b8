import type { Answer } from '../api/call';
import type { coverageDays } from '../client/fn/coverage/coverage-days';

export type ClosedDays = Answer<typeof coverageDays>;
type Day = ClosedDays['days'][number];

/** The drawing's size and the place of its axes, in its own units. */
export const FRAME = { width: 640, height: 200, left: 40, right: 580, top: 24, bottom: 168 } as const;
const DAY_MS = 86_400_000;
const numberOf = (day: string): number => Date.parse(day) / DAY_MS;

export interface Point {
  readonly day: string;
  /** 0 to 1: protected of everybody in scope. */
  readonly share: number;
  readonly x: number;
  readonly y: number;
}

interface Mark {
  readonly x: number;
  readonly text: string;
  readonly on: string;
}

export interface Trend {
  /** Of the SVG line; parted where days are missing. */
  readonly path: string;
  readonly last: Point;
  readonly first: Point;
  /** What days would have counted, had it been known: dashed, below the line. */
  readonly corrected: readonly (Point & { readonly line: string; readonly people: number })[];
  /** Those without a label have no room for one, and are named on hover and in the table. */
  readonly policies: readonly (Mark & { readonly label: string | undefined })[];
  readonly months: readonly { readonly x: number; readonly text: string }[];
  readonly grid: readonly { readonly y: number; readonly text: string }[];
}

/** How many of a day's people in scope it counts as protected. Nobody in scope: nobody is unprotected, and nothing is said. */
export const shareOf = ({ headline }: Day): number | undefined =>
  headline.inScope > 0 ? headline.protected / headline.inScope : undefined;

const yOf = (share: number): number => round(FRAME.bottom - share * (FRAME.bottom - FRAME.top));
const round = (value: number): number => Math.round(value * 10) / 10;

/** The drawing of closed days, from nothing at the bottom to everybody at the top; undefined where less than two can be drawn. */
export function trendOf({ days, policies }: ClosedDays, locale?: string): Trend | undefined {
  const drawn = days.flatMap((day) => {
    const share = shareOf(day);
    return share === undefined ? [] : [{ ...day, share }];
  });
  const [from, to] = [drawn[0]?.day, drawn.at(-1)?.day];
  if (from === undefined || to === undefined || from === to) return undefined;
  const [start, span] = [numberOf(from), numberOf(to) - numberOf(from)];
  const xOf = (day: string): number =>
    round(FRAME.left + ((numberOf(day) - start) / span) * (FRAME.right - FRAME.left));
  const points = drawn.map(({ day, share }): Point => ({ day, share, x: xOf(day), y: yOf(share) }));
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  return {
    path: pathOf(points),
    first: points[0] as Point,
    last: points.at(-1) as Point,
    corrected: drawn.flatMap(({ day, headline, protectedCorrection: people, share }) => {
      if (people === 0) return [];
      const known = Math.max(0, headline.protected - people) / headline.inScope;
      const [x, y] = [xOf(day), yOf(known)];
      return [{ day, share: known, x, y, people, line: `M${x} ${yOf(share)}V${y}` }];
    }),
    policies: withRoom(
      policies
        .filter(({ on }) => on >= from && on <= to)
        .map(({ on, name, version }) => ({ x: xOf(on), on, text: `${name} v${version}` })),
    ),
    months: monthsBetween(from, to, locale).map(({ day, text }) => ({ x: xOf(day), text })),
    grid: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ y: yOf(share), text: percent.format(share) })),
  };
}

/** So far apart names do not touch. */
const ROOM = 240;
/** Longer names are cut where they are drawn. */
const NAMED = 28;

/** The newest is named, and each before it that has room. */
function withRoom(marks: readonly Mark[]): Trend['policies'] {
  let free = Infinity;
  return marks
    .toReversed()
    .map((mark) => {
      if (mark.x > free) return { ...mark, label: undefined };
      free = mark.x - ROOM;
      const label = mark.text.length > NAMED ? `${mark.text.slice(0, NAMED - 1)}…` : mark.text;
      return { ...mark, label };
    })
    .toReversed();
}

function pathOf(points: readonly Point[]): string {
  return points
    .map(({ day, x, y }, index) => {
      const before = points[index - 1];
      const goesOn = before !== undefined && numberOf(day) - numberOf(before.day) === 1;
      return `${goesOn ? 'L' : 'M'}${x} ${y}`;
    })
    .join('');
}

/** First days of months, each with its short name; of a long time every third one, so that names do not touch. */
function monthsBetween(
  from: string,
  to: string,
  locale: string | undefined,
): { day: string; text: string }[] {
  const named = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  const months: { day: string; text: string }[] = [];
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  for (; month.toISOString().slice(0, 10) <= to; month.setUTCMonth(month.getUTCMonth() + 1)) {
    const day = month.toISOString().slice(0, 10);
    if (day >= from) months.push({ day, text: named.format(month) });
  }
  return months.length > 6 ? months.filter((_, index) => index % 3 === 0) : months;
}

/** The days of the table: the last of each month, and each that was corrected. */
export const tableDays = (days: readonly Day[]): Day[] =>
  days
    .filter(
      ({ day, protectedCorrection }, index) =>
        protectedCorrection > 0 || days[index + 1]?.day.slice(0, 7) !== day.slice(0, 7),
    )
    .toReversed();
