/**
 * The parts of `bench -- coverage`, in their order. `figures` are what it answers, with their goals; `measure` gets the servers
 * and the words of the command line.
 * @type {Record<string, () => Promise<{ figures: import('../phone/verdict.mjs').Figure[], measure: (on: any) => Promise<Record<string, any>> }>>}
 */
export const PARTS = {
  overview: async () => {
    const { OVERVIEW_FIGURES, measureOverview } = await import('./overview.mjs');
    return { figures: OVERVIEW_FIGURES, measure: measureOverview };
  },
  'gap-list': async () => {
    const { GAP_LIST_FIGURES, measureGapList } = await import('./gap-list.mjs');
    return { figures: GAP_LIST_FIGURES, measure: measureGapList };
  },
  'what-if': async () => {
    const { WHAT_IF_FIGURES, measureWhatIf } = await import('./what-if.mjs');
    return { figures: WHAT_IF_FIGURES, measure: measureWhatIf };
  },
  transitions: async () => {
    const { TRANSITION_FIGURES, measureTransitions } = await import('./transitions.mjs');
    return { figures: TRANSITION_FIGURES, measure: measureTransitions };
  },
  herd: async () => {
    const { HERD_FIGURES, measureHerd } = await import('./herd.mjs');
    return { figures: HERD_FIGURES, measure: measureHerd };
  },
};
