// Read by Jest before each spec file of a long run: every property draws from the seed that was asked for, so that what
// a long run found can be found again.
import fastCheck from 'fast-check';

fastCheck.configureGlobal({ seed: Number(process.env.HOLDFAST_TEST_SEED), numRuns: 5000 });
