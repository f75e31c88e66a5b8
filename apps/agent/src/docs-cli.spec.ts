import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { buildAdminProgram } from './admin/admin-program.js';
import { ADMIN_EXIT_CODES, POLICY_EXIT_CODES } from './admin/exit-codes.js';
import type { CommandContext } from './commands/command-context.js';
import { readEnvironment } from './environment.js';
import { EXIT_CODES } from './faults/exit-codes.js';
import { buildProgram } from './program.js';

const docs = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
const silent = { write: () => true };
const context: CommandContext = {
  environment: readEnvironment({}, 'linux'),
  streams: { stdin: process.stdin, stdout: silent, stderr: silent },
  signal: new AbortController().signal,
  now: () => new Date(0),
};
const verbs = (await buildProgram(context)).commands;

/** Verbs by the words that a person types, with those below each. */
const named = (commands: readonly Command[], before = ''): [string, Command][] =>
  commands.flatMap((command): [string, Command][] => {
    const name = `${before}${command.name()}`;
    return [[name, command], ...named(command.commands, `${name} `)];
  });
const own = named(verbs);
/** Those of the second program stand under its name. */
const admins = named(buildAdminProgram(context, () => undefined).commands)
  .filter(([, command]) => command.commands.length === 0)
  .map(([name, command]): [string, Command] => [`holdfast-admin ${name}`, command]);
const everyVerb = [...own, ...admins];

/** The part of the page that is about one verb. */
const section = (verb: string): string =>
  new RegExp(`^### ${verb}\\n(.*?)(?=^##)`, 'ms').exec(docs)?.[1] ?? '';

/** Flags in the first column of a verb's table. */
const documented = (verb: string): string[] =>
  [...section(verb).matchAll(/^\| (`--[^|]+?) +\|/gm)]
    .flatMap((row) => [...(row[1] ?? '').matchAll(/`(--[a-z-]+)`/g)].map((flag) => flag[1] ?? ''))
    .sort();

describe('docs/cli.md', () => {
  it('has every verb of the program and no other', () => {
    const headings = [...docs.matchAll(/^### (.+)$/gm)].map((heading) => heading[1]);
    expect(headings).toEqual(everyVerb.map(([name]) => name));
  });

  it.each(everyVerb)('has exactly the flags of %s', (name, verb) => {
    expect(documented(name)).toEqual(verb.options.map((option) => option.long).sort());
  });

  it('has the exit codes of the program, each once', () => {
    const table = [...docs.matchAll(/^\| (\d+) +\| `([a-z-]+)` +\|/gm)].map((row) => [
      row[2],
      Number(row[1]),
    ]);
    const all = [EXIT_CODES, ADMIN_EXIT_CODES, POLICY_EXIT_CODES];
    expect(table).toEqual(all.flatMap((codes) => Object.entries(codes)));
    for (const codes of all) expect(new Set(Object.values(codes)).size).toBe(Object.keys(codes).length);
  });

  it('explains every verb and every flag to a person', () => {
    for (const [name, verb] of everyVerb) {
      expect(verb.summary()).not.toBe('');
      expect(verb.helpInformation()).toContain(
        `Usage: ${name.startsWith('holdfast-admin') ? name : `holdfast ${name}`}`,
      );
      for (const option of verb.options) expect(option.description).not.toBe('');
    }
  });
});
