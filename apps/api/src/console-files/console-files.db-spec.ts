import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../testing/test-app.js';

describe('the console', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('says how to build it while it is not built', async () => {
    const answer = await app.http().get('/').expect(200);
    expect(answer.text).toContain('npm run build');
  });

  it('serves its page at every address of its own, with a nonce that is never used twice', async () => {
    const folder = join(app.dataFolder, 'console');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'index.html'), '<app-root ngCspNonce="__CSP_NONCE__"></app-root>');
    await writeFile(join(folder, 'main-ABCD1234.js'), 'void 0');
    await writeFile(join(folder, 'holdfast.svg'), '<svg/>');
    const nonces = new Set<string>();
    for (const path of ['/', '/phones/1', '/leaver']) {
      const answer = await app.http().get(path).expect(200);
      const nonce = /ngCspNonce="([^"]+)"/.exec(answer.text)?.[1] ?? '';
      nonces.add(nonce);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    expect(nonces.size).toBe(3);
    const script = await app.http().get('/main-ABCD1234.js').expect(200);
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await app.http().get('/holdfast.svg').expect(200)).headers['cache-control']).toBe('no-cache');
  });

  it('answers no page for the api, for files that are not there, or outside its folder', async () => {
    await app
      .http()
      .get('/api/v1/nothing')
      .expect(404)
      .expect('content-type', /problem/);
    await app
      .http()
      .get('/leaver/v1/nothing')
      .expect(404)
      .expect('content-type', /problem/);
    await app.http().get('/missing-file.js').expect(404);
    await app
      .http()
      .get('/..%2f..%2fsecret-key')
      .expect((answer) => {
        expect(answer.text).not.toMatch(/[0-9a-f]{64}/);
      });
    expect((await app.http().get('/index.html')).text).not.toContain('__CSP_NONCE__');
  });
});
