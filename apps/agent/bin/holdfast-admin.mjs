#!/usr/bin/env node
// Nothing here may use what Node 20 lacks: start-program.mjs finds the Node that runs the program.
import { startProgram } from './start-program.mjs';

await startProgram('holdfast-admin', import.meta.url, 'admin-main');
