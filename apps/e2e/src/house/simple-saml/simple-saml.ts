import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newIdpKey } from '@holdfast/idp-simulator';
import type { Running } from '../program.js';
import { waitFor } from '../wait-for.js';
import { authSources, hostedIdp, mainConfiguration, type SigningFiles } from './configuration.js';
import { SAML_PEOPLE } from './people.js';
import { fromJson, ROUTER } from './php-files.js';
import { startPhpServer } from './php-server.js';

const WWW = '/usr/share/simplesamlphp/www';

export interface SimpleSamlOptions {
  readonly port: number;
  /** Metadata as XML of who may let people sign in here. */
  readonly serviceProviders?: readonly string[];
}

/** A real identity provider: Debian's SimpleSAMLphp on PHP's own server, configured in a folder of its own. */
export class SimpleSaml {
  readonly #folder: string;
  readonly #main: ReturnType<typeof mainConfiguration>;
  #server: Running | undefined;
  #signing: SigningFiles | undefined;
  #keys = 0;
  #spFiles: string[] = [];

  private constructor(
    folder: string,
    readonly origin: string,
  ) {
    this.#folder = folder;
    this.#main = mainConfiguration(folder, origin);
  }

  /** @throws Error when the port is in use, or when it does not answer within a quarter of a minute */
  static async start({ port, serviceProviders = [] }: SimpleSamlOptions): Promise<SimpleSaml> {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-idp-'));
    const idp = new SimpleSaml(folder, `http://127.0.0.1:${port}`);
    try {
      await idp.#configure();
      for (const xml of serviceProviders) await idp.addServiceProvider(xml);
      await idp.#serve(port);
    } catch (error) {
      await idp.stop();
      throw error;
    }
    return idp;
  }

  /** Also its entity id. */
  get metadataUrl(): string {
    return `${this.origin}/saml2/idp/metadata.php`;
  }

  /** Where somebody who is signed in here signs out of everything. */
  get signOutUrl(): string {
    const back = encodeURIComponent(`${this.origin}/signed-out`);
    return `${this.origin}/saml2/idp/initSLO.php?RelayState=${back}`;
  }

  /** Lets people sign in to the service provider of that metadata (XML). Takes effect with the next request. */
  async addServiceProvider(xml: string): Promise<void> {
    const file = join(this.#folder, `sp-${this.#spFiles.length + 1}.xml`);
    await writeFile(file, xml);
    this.#spFiles = [...this.#spFiles, file];
    const sources = [{ type: 'flatfile' }, ...this.#spFiles.map((one) => ({ type: 'xml', file: one }))];
    await this.#put('config.json', { ...this.#main, 'metadata.sources': sources });
  }

  /** Begins a rollover: a second certificate is published, and the first still signs. */
  async announceCertificate(): Promise<void> {
    await this.#sign({ ...this.#signing!, next: await this.#newKey() });
  }

  /** Ends the rollover: the second signs, and the first is gone. */
  async switchCertificate(): Promise<void> {
    const next = this.#signing?.next;
    if (!next) throw new Error('Announce a certificate first.');
    await this.#sign(next);
  }

  /** What it printed, for the message of a test that failed. */
  said(): string {
    return this.#server?.said() ?? '';
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #configure(): Promise<void> {
    await mkdir(join(this.#folder, 'metadata'));
    await mkdir(join(this.#folder, 'tmp'));
    await writeFile(join(this.#folder, 'router.php'), ROUTER);
    await this.#put('config.json', this.#main);
    await this.#put('authsources.json', authSources(Object.values(SAML_PEOPLE)));
    await this.#sign(await this.#newKey());
    await writeFile(join(this.#folder, 'config.php'), fromJson('config', 'config.json'));
    await writeFile(join(this.#folder, 'authsources.php'), fromJson('config', 'authsources.json'));
    const hosted = fromJson('metadata', 'saml20-idp-hosted.json');
    await writeFile(join(this.#folder, 'metadata/saml20-idp-hosted.php'), hosted);
  }

  async #serve(port: number): Promise<void> {
    const env = { SIMPLESAMLPHP_CONFIG_DIR: this.#folder };
    const router = join(this.#folder, 'router.php');
    const server = await startPhpServer({ port, root: WWW, router, env });
    this.#server = server;
    const answers = async () => (await fetch(this.metadataUrl)).ok;
    await waitFor('SimpleSAMLphp', answers, { timeoutMs: 15_000, alive: server.alive }).catch(
      (error: Error) => {
        throw new Error(`${error.message} It said:\n${server.said()}`);
      },
    );
  }

  async #newKey(): Promise<SigningFiles> {
    this.#keys += 1;
    const [key, certificate] = [`idp-${this.#keys}.key`, `idp-${this.#keys}.crt`];
    const made = await newIdpKey('CN=SimpleSAMLphp');
    await writeFile(join(this.#folder, key), made.privateKey, { mode: 0o600 });
    await writeFile(join(this.#folder, certificate), made.certificate);
    return { key, certificate };
  }

  async #sign(signing: SigningFiles): Promise<void> {
    this.#signing = signing;
    await this.#put('metadata/saml20-idp-hosted.json', hostedIdp(signing));
  }

  /** Whole or not at all: a request may read it in this moment. */
  async #put(name: string, value: object): Promise<void> {
    const file = join(this.#folder, name);
    await writeFile(`${file}.new`, JSON.stringify(value));
    await rename(`${file}.new`, file);
  }
}
