// Brings in every system program that some suite needs, while something else is installed or built; `.ci/run` waits for it
// before the tests. Needs no package of this workspace. What cannot be brought in the tests say themselves.
import { installPrograms } from './install-programs.mjs';
import { findProgram, SYSTEM_PROGRAMS } from './system-programs.mjs';

const isThere = (needed) => [needed].flat().some((name) => findProgram(name) !== undefined);
const missing = SYSTEM_PROGRAMS.filter(({ needs }) => !needs.every(isThere));
if (missing.length > 0) installPrograms(missing.flatMap(({ packages }) => packages));
