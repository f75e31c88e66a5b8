import { Problem } from '@holdfast/contracts';
import { ControlPlaneUnreachable, ProblemError } from '../faults/problem-error.js';

/** The error behind an answer that is not the one hoped for; what is no problem document is not the control plane. */
export function problemOf(origin: string, response: Response, text: string): Error {
  const parsed = Problem.safeParse(parseOrNothing(text));
  if (!parsed.success) {
    return new ControlPlaneUnreachable(
      origin,
      `something there answers ${response.status} that is not Holdfast`,
    );
  }
  const { code, title, detail, requestId, issues } = parsed.data;
  const said = [title, detail ?? '', ...(issues ?? []).map((issue) => `${issue.path}: ${issue.message}`)];
  return new ProblemError(
    code,
    response.status,
    said.filter((part) => part !== '').join(' '),
    requestId,
    secondsToWait(response.headers.get('retry-after')),
  );
}

function secondsToWait(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d{1,6}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
