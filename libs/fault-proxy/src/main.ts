#!/usr/bin/env node
import { runFaultProxy } from './cli/run-fault-proxy.js';

process.exitCode = await runFaultProxy(process.argv.slice(2));
