/**
 * A figure by its name, with its goal where there is one: at most `most`, at least `least`. A goal that follows from what was
 * measured is a function of the figures; null: not known.
 * @typedef {{ name: string, most?: number | ((figures: Record<string, any>) => number | null), least?: number }} Figure
 */

/**
 * The upper limit of a figure in this run; undefined where it has none, null where it is not known.
 * @param {Figure} figure
 * @param {Record<string, any>} figures
 */
export function limitOf({ most }, figures) {
  return typeof most === 'function' ? most(figures) : most;
}

/**
 * `met`, `missed`, `unknown`, or nothing where there is no goal.
 * @param {Figure} figure
 * @param {Record<string, any>} figures
 */
export function verdict(figure, figures) {
  const most = limitOf(figure, figures);
  const { name, least } = figure;
  const value = figures[name];
  if (most === undefined && least === undefined) return '';
  if (value === null || most === null) return 'unknown';
  return (most === undefined || value <= most) && (least === undefined || value >= least) ? 'met' : 'missed';
}

/**
 * Every figure that has a goal, beside it: what was measured, the limit, and whether it is met.
 * @param {readonly Figure[]} figures
 * @param {Record<string, any>} measured
 * @returns {Record<string, { measured: any, least?: number, most?: number | null, verdict: string }>}
 */
export function goalsOf(figures, measured) {
  const withGoal = figures.filter(({ most, least }) => most !== undefined || least !== undefined);
  return Object.fromEntries(
    withGoal.map((figure) => {
      const { name, least } = figure;
      const most = limitOf(figure, measured);
      const limits = { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
      return [name, { measured: measured[name], ...limits, verdict: verdict(figure, measured) }];
    }),
  );
}
