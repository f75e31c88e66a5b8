import type { ChangeSsoDraft, ImportMetadata, SsoConnection, SsoSettings } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Configuration } from '../configuration/index.js';
import type { SessionCaller } from '../http/index.js';
import { DomainError } from '../problems/index.js';
import { ChangeConnection } from './change-connection.js';
import type { Connection } from './connection.js';
import { draftFrom } from './default-draft.js';
import { fetchMetadata, readMetadata } from './metadata/index.js';
import { testCounts } from './show-connection.js';
import { tryMapping } from './try-mapping.js';

/** Addresses to which browsers may be sent: https, and on a development server its own computer. */
export const acceptableAddresses = (publicOrigin: string) => {
  const loopback = publicOrigin.startsWith('http://localhost');
  const acceptable = (text: string): boolean => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname } = new URL(text);
    return (
      protocol === 'https:' ||
      (loopback && protocol === 'http:' && /^(?:localhost|127\.0\.0\.1)$/.test(hostname))
    );
  };
  return { loopback, acceptable };
};

/** The draft with other settings; a test that still counts is mapped anew from what it received. */
const withDraft = (connection: Connection, draft: SsoSettings): Connection => {
  const changed = { ...connection, draft };
  const { test } = connection;
  if (!test?.received || !testCounts(changed)) return changed;
  return { ...changed, test: tryMapping(test.received, draft, test.at) };
};

/** Prepares what a connection will be: by metadata, then by what its test login showed. What is live goes on. */
@Injectable()
export class PrepareDraft {
  constructor(
    private readonly configuration: Configuration,
    private readonly connections: ChangeConnection,
  ) {}

  /** @throws DomainError `not-found`, `sso-metadata-refused`, `sso-metadata-unreachable` */
  async importMetadata(
    caller: SessionCaller,
    id: string,
    source: z.output<typeof ImportMetadata>,
  ): Promise<SsoConnection> {
    const { loopback, acceptable } = acceptableAddresses(this.configuration.values.publicOrigin);
    const xml = 'xml' in source ? source.xml : await fetchMetadata(source.url, loopback);
    const now = new Date();
    const metadata = readMetadata(xml, acceptable, now);
    const url = 'url' in source ? source.url : null;
    return this.connections.run(caller, id, (connection) => ({
      to: {
        ...withDraft(connection, draftFrom(metadata, url, connection.draft ?? connection.live)),
        metadataReadAt: now,
      },
      action: 'sso.connection-changed',
      details: { what: 'metadata', certificates: metadata.certificates.length },
    }));
  }

  /** @throws DomainError `not-found`, `version-conflict` before there is metadata */
  change(caller: SessionCaller, id: string, wanted: z.output<typeof ChangeSsoDraft>): Promise<SsoConnection> {
    return this.connections.run(caller, id, (connection) => {
      const before = connection.draft ?? connection.live;
      if (!before)
        throw new DomainError('version-conflict', 'Import the metadata first. Nothing was changed.');
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      return {
        to: withDraft(connection, { ...before, ...given }),
        action: 'sso.connection-changed',
        details: { what: Object.keys(given) },
      };
    });
  }

  discard(caller: SessionCaller, id: string): Promise<SsoConnection> {
    return this.connections.run(caller, id, (connection) => ({
      to: { ...connection, draft: null, test: null, testedHash: null },
      action: 'sso.connection-changed',
      details: { what: 'draft-discarded' },
    }));
  }
}
