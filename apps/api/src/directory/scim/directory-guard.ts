import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DirectoryEntry, Throttle } from '../../entry/index.js';
import { bearerOf, endpointOf, requestIdOf, setCaller } from '../../http/index.js';
import { DomainError } from '../../problems/index.js';
import { NoteUse } from '../tokens/note-use.js';

const refused = (why: string): DomainError =>
  new DomainError(
    'directory-token-refused',
    `${why} Nothing was changed. An admin makes a token in Settings, Directory.`,
  );

/** Lets a company's directory in by its token: until the token ends, or is revoked, from the next request on. */
@Injectable()
export class DirectoryGuard implements CanActivate {
  constructor(
    private readonly entry: DirectoryEntry,
    private readonly throttle: Throttle,
    private readonly use: NoteUse,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (endpointOf(context)?.auth !== 'directory') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const token = bearerOf(request);
    const found = !token ? undefined : await this.entry.find(token);
    if (!found || found.expired) return this.refuse(request, found !== undefined);
    const { companyId, subject: tokenId } = found;
    await this.use.today(companyId, tokenId);
    setCaller(request, { kind: 'directory', companyId, tokenId, requestId: requestIdOf(request) });
    return true;
  }

  /** Failures of an address are counted; whoever has a token is never held up by others behind the same one. */
  private refuse(request: Request, expired: boolean): Promise<never> {
    const rule = { what: 'directory', who: request.ip ?? 'unknown', most: 30, seconds: 300 };
    const why = expired ? 'The token has expired.' : 'There is no such token, or it was revoked.';
    return this.throttle.unlessFailing(rule, () => Promise.reject(refused(why)));
  }
}
