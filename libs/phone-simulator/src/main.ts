#!/usr/bin/env node
import { runPhone } from './cli/run-phone.js';

process.exitCode = await runPhone(process.argv.slice(2));
