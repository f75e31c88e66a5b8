/**
 * The parts of `bench -- agents`, in their order: a part adds its line here. `figures` are what it answers, with their goals;
 * `measure` gets a server of its own company, the owner's session, and the words of the command line.
 * @type {Record<string, () => Promise<{ figures: import('../phone/verdict.mjs').Figure[], measure: (on: any) => Promise<Record<string, any>> }>>}
 */
export const PARTS = {
  'check-in': async () => {
    const { CHECK_IN_FIGURES, measureCheckIns } = await import('./check-in.mjs');
    return { figures: CHECK_IN_FIGURES, measure: measureCheckIns };
  },
  scim: async () => {
    const { SCIM_FIGURES, measureScim } = await import('./scim.mjs');
    return { figures: SCIM_FIGURES, measure: measureScim };
  },
  enrol: async () => {
    const { ENROL_FIGURES, measureEnrolments } = await import('./enrol.mjs');
    return { figures: ENROL_FIGURES, measure: measureEnrolments };
  },
};
