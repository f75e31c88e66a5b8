import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readManagedPreference } from './managed-preference.js';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-preference-'));
const own = process.getuid?.() ?? 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `reg.exe` prints, by a program in its place. */
function registry(printed: string, code = 0): { kind: 'registry'; program: string; key: string } {
  const program = join(folder, 'reg');
  writeFileSync(program, `#!/bin/sh\ncat <<'END'\n${printed}\nEND\nexit ${code}\n`);
  chmodSync(program, 0o755);
  return { kind: 'registry', program, key: 'HKLM\\Software\\Policies\\Holdfast' };
}

describe('what device management put on a computer', () => {
  it('is read from the policies of the registry', async () => {
    const printed = [
      '',
      'HKEY_LOCAL_MACHINE\\Software\\Policies\\Holdfast',
      '    Origin    REG_SZ    https://holdfast.example.org\r',
      '    Token    REG_SZ    hfe_abc\r',
      '    Other    REG_DWORD    0x1\r',
    ];
    expect(await readManagedPreference(registry(printed.join('\n')))).toEqual({
      origin: 'https://holdfast.example.org',
      token: 'hfe_abc',
    });
    expect(await readManagedPreference(registry('ERROR: no such key', 1))).toBeUndefined();
  });

  it('is no file of somebody else, and nothing where there is none', async () => {
    const path = join(folder, 'enrolment.json');
    const file = (owners: number[]) =>
      ({ kind: 'file', paths: [join(folder, 'none'), path], owners }) as const;
    expect(await readManagedPreference(file([own]))).toBeUndefined();
    writeFileSync(path, JSON.stringify({ origin: 'https://holdfast.example.org' }), { mode: 0o644 });
    expect(await readManagedPreference(file([own]))).toEqual({ origin: 'https://holdfast.example.org' });
    await expect(readManagedPreference(file([own + 1]))).rejects.toThrow('others than the administrator');
    writeFileSync(path, 'no JSON');
    await expect(readManagedPreference(file([own]))).rejects.toThrow('"origin"');
  });
});
