#!/usr/bin/env node
import { runIdp } from './cli/run-idp.js';

process.exitCode = await runIdp(process.argv.slice(2), process.env['NODE_ENV']);
