import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IosPhoneFaults } from '../faults.js';
import { CAMERA_ROLL, isDomain } from './domain-names.js';
import { FaultLayer } from './fault-layer.js';
import { HostLayer } from './host-layer.js';
import { FilesLayer, LayeredTree, MountedLayer } from './layered-tree.js';
import type { Layer, PhoneEntry, PhoneFile } from './phone-entry.js';
import { PhoneWriter } from './phone-writer.js';

/** One thing in a domain. `path` is relative to the domain, slash-separated; `''` is the domain itself. */
export interface DomainEntry extends PhoneEntry {
  readonly domain: string;
  readonly path: string;
}

/**
 * All that a simulated iPhone holds. Folders of `root` that are named like domains are those; everything else lies on the
 * media partition, which is `Media` of CameraRollDomain and what AFC shows. Symbolic links are told and never followed.
 */
export class Domains {
  /** What AFC shows: the media partition, of every domain that has a part of it. */
  readonly media: Layer;
  private readonly faultLayer: FaultLayer;
  private readonly partition: HostLayer;

  constructor(
    readonly root: string,
    faults: IosPhoneFaults,
  ) {
    this.faultLayer = new FaultLayer(faults);
    this.partition = new HostLayer(root, isDomain);
    const mediaOf = (domain: string): Layer => new HostLayer(join(root, domain, 'Media'));
    this.media = new LayeredTree([
      new FilesLayer(this.faultLayer),
      this.partition,
      mediaOf(CAMERA_ROLL),
      mediaOf('MediaDomain'),
      this.faultLayer,
    ]);
  }

  /** The domains that are there, sorted. */
  async names(): Promise<string[]> {
    const found = await readdir(this.root, { withFileTypes: true });
    const named = found.filter((entry) => entry.isDirectory() && isDomain(entry.name));
    return [...new Set([CAMERA_ROLL, ...named.map((entry) => entry.name)])].sort();
  }

  /** What is in one domain. */
  tree(domain: string): Layer {
    if (!isDomain(domain) || domain.includes('/')) return new LayeredTree([]);
    const own = new HostLayer(join(this.root, domain));
    if (domain !== CAMERA_ROLL) return own;
    const media = ['Media'];
    const added = new MountedLayer(media, this.faultLayer);
    return new LayeredTree([new FilesLayer(added), new MountedLayer(media, this.partition), own, added]);
  }

  /**
   * Everything in every domain, folders before what is in them, listed while it is asked for: a million entries are never
   * held. What vanishes meanwhile is not told.
   */
  async *entries(domains?: readonly string[]): AsyncGenerator<DomainEntry> {
    for (const domain of domains ?? (await this.names())) yield* walk(this.tree(domain), domain, []);
  }

  /** One entry; `undefined` where there is none. */
  async stat(domain: string, path: string): Promise<DomainEntry | undefined> {
    const found = await this.tree(domain).stat(namesOf(path));
    return found === undefined ? undefined : { ...found, domain, path };
  }

  /** A file's bytes; `undefined` where it is no file, or gone. */
  open(domain: string, path: string): Promise<PhoneFile | undefined> {
    return this.tree(domain).open(namesOf(path));
  }

  /** Where what is put back into a domain goes; for the media partition that is the root itself. */
  writer(domain: string): PhoneWriter {
    const own = new HostLayer(join(this.root, domain));
    return new PhoneWriter((below) =>
      domain === CAMERA_ROLL && below[0] === 'Media'
        ? { layer: this.partition, below: below.slice(1) }
        : { layer: own, below },
    );
  }

  /** Where what AFC puts on the media partition goes. */
  mediaWriter(): PhoneWriter {
    return new PhoneWriter((below) => ({ layer: this.partition, below }));
  }
}

/** Deeper than this no backup looks: an endless folder has an end there. */
const DEEPEST = 64;

const namesOf = (path: string): string[] => (path === '' ? [] : path.split('/'));

async function* walk(tree: Layer, domain: string, below: readonly string[]): AsyncGenerator<DomainEntry> {
  const found = await tree.stat(below);
  if (found === undefined) return;
  yield { ...found, domain, path: below.join('/') };
  if (found.kind !== 'directory' || below.length >= DEEPEST) return;
  for (const name of (await tree.names(below)) ?? []) yield* walk(tree, domain, [...below, name]);
}
