import { ago } from './moments.mjs';

/**
 * What somebody's phones and laptop are like: a list of situations with how many of a thousand people are in each, and how many
 * variants of it are drawn. `make` gets random numbers, so that people in the same situation differ. What each means under the
 * policy is not said here: the server's own rules say it (templates.mjs).
 */
export const SITUATIONS = [
  of('backed-up', 610, 64, (draw) => ({ phones: [phone(draw)] })),
  of('two-phones', 36, 16, (draw) => ({ phones: [phone(draw), phone(draw)] })),
  of('one-of-two-late', 8, 8, (draw) => ({ phones: [phone(draw), late(draw)] })),
  of('late', 74, 24, (draw) => ({ phones: [late(draw)] })),
  of('late-and-failing', 12, 8, (draw) => ({ phones: [{ ...late(draw), failed: cause(draw) }] })),
  of('failing', 10, 8, (draw) => ({
    phones: [{ ...phone(draw), newest: 40 + draw.below(90), failed: cause(draw) }],
  })),
  of('failing-for-a-passcode', 6, 4, (draw) => ({
    phones: [{ ...late(draw), failed: 'passcode-not-given' }],
  })),
  of('late-and-locked', 16, 8, (draw) => ({
    phones: [{ ...late(draw), attach: 'locked' }],
    seen: { hours: 1 },
  })),
  of('silent', 18, 8, (draw) => {
    const days = 15 + draw.below(12);
    return {
      phones: [{ ...phone(draw), newest: 24 * (days + 1), verified: { days: days + 1 } }],
      seen: { days },
    };
  }),
  of('never', 16, 8, (draw) => ({
    phones: [{ ...phone(draw), newest: null, enrolled: { days: 15 + draw.below(30) } }],
  })),
  of('in-grace', 8, 8, (draw) => ({
    phones: [{ ...phone(draw), newest: null, enrolled: { hours: 2 + draw.below(40) } }],
  })),
  of('a-category-missing', 12, 8, (draw) => ({
    phones: [{ ...phone(draw), lacks: 'category', platform: 'android' }],
  })),
  of('files-missing', 8, 8, (draw) => ({ phones: [{ ...phone(draw), lacks: 'files' }] })),
  of('iphone-password', 4, 4, (draw) => ({
    phones: [{ ...phone(draw), lacks: 'password', platform: 'ios' }],
  })),
  of('unverified', 12, 8, (draw) => ({
    phones: [{ ...phone(draw), oldest: { days: 60 }, verified: { days: 35 + draw.below(20) } }],
  })),
  of('damaged', 3, 4, (draw) => ({ phones: [{ ...phone(draw), verified: { days: 20 }, damaged: true }] })),
  of('code-unproven', 10, 8, (draw) => ({
    phones: [phone(draw)],
    codeProven: { days: 370 + draw.below(60) },
  })),
  of('statement-withdrawn', 3, 4, (draw) => ({ phones: [phone(draw)], notice: 'withdrawn' })),
  of('statement-unread', 4, 4, (draw) => ({ phones: [phone(draw)], notice: 'another' })),
  of('excused', 6, 6, (draw) => ({ phones: [late(draw)], exemption: { of: 'person', codes: null } })),
  of('excused-phone', 4, 4, (draw) => ({
    phones: [late(draw)],
    exemption: { of: 'phone', codes: ['overdue'] },
  })),
  of('no-phone-yet', 8, 2, () => ({ phones: [] })),
  of('no-laptop-yet', 7, 2, () => ({ phones: [], workstation: false })),
  of('declined', 2, 1, () => ({ phones: [], answer: 'declined' })),
  of('not-for-work', 3, 1, () => ({ phones: [], answer: 'not-for-work' })),
  // Of the tenth that the stricter policy covers.
  of('strict', 66, 24, (draw) => ({ strict: true, phones: [{ ...phone(draw, 70), places: 2 }] })),
  of('strict-two-phones', 4, 4, (draw) => ({
    strict: true,
    phones: [
      { ...phone(draw, 70), places: 2 },
      { ...phone(draw, 70), places: 2 },
    ],
  })),
  of('strict-late', 6, 6, (draw) => ({ strict: true, phones: [{ ...late(draw), places: 2 }] })),
  of('strict-one-place', 8, 8, (draw) => ({ strict: true, phones: [{ ...phone(draw, 70), places: 1 }] })),
  of('strict-nearly-full', 5, 4, (draw) => ({
    strict: true,
    phones: [{ ...phone(draw, 70), places: 2 }],
    fill: 0.85,
  })),
  of('strict-full', 4, 4, (draw) => ({
    strict: true,
    phones: [{ ...phone(draw, 70), places: 2 }],
    fill: 1.02,
  })),
  of('strict-old-agent', 7, 4, (draw) => ({
    strict: true,
    phones: [{ ...phone(draw, 70), places: 2 }],
    agent: '0.0.9',
  })),
];

function of(name, perMille, variants, make) {
  return { name, perMille, variants, make };
}

/** A phone whose newest backup is at most so many hours old: `newest` and `enrolled` are how long ago. */
function phone(draw, most = 130) {
  const platform = draw.unit() < 0.55 ? 'android' : 'ios';
  return {
    platform,
    newest: 1 + draw.below(most),
    enrolled: { days: 40 + draw.below(500) },
    verified: ago(24 * (1 + draw.below(9))),
    places: 1,
    attach: draw.unit() < 0.3 ? 'ready' : 'detached',
  };
}

/** One that both policies' maximum ages have passed over. */
const late = (draw) => ({ ...phone(draw), newest: 180 + draw.below(100) });

const cause = (draw) => draw.pick(['unplugged', 'storage-unreachable', 'phone-locked', 'disk-full']);
