import { randomUUID } from 'node:crypto';
import type { Endpoint, JoinState, RepositoryOfEmployee, WaitingJoinRequest } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import { ChallengesDouble } from './challenges-double.js';
import { type Handler, Refusal } from './handler.js';

interface Code {
  publicKey: string;
  seal: string;
  registeredOn: string;
  provenOn: string | null;
}
interface Asked extends Omit<WaitingJoinRequest, 'triesLeft'> {
  state: JoinState;
  welcome: string | null;
  wrong: number;
}

const today = (): string => new Date().toISOString().slice(0, 10);
const inAYear = (date: string): string =>
  new Date(Date.parse(date) + 365 * 86_400_000).toISOString().slice(0, 10);

/** What the control-plane double knows of codes, and of workstations that ask to be let in. */
export class KeysDouble {
  code: Code | null = null;
  /** How often something was answered that the code did not answer. */
  wrongProofs = 0;
  readonly requests = new Map<string, Asked>();
  /** By workstation, newest last; `isOpen`: it writes there. */
  readonly interim: { repositoryId: string; workstationId: string; isOpen: boolean }[] = [];
  /** What it shows of a waiting workstation instead of its key. */
  shownKey: string | undefined;
  private readonly challenges = new ChallengesDouble();

  /** `callerOf`: the workstation behind an authorization header. */
  constructor(
    private readonly mainRepository: () => string,
    private readonly callerOf: (header: string) => string,
  ) {}

  readonly handlers: readonly [Endpoint, Handler][] = [
    [endpoints.recoveryCode, () => this.state()],
    [endpoints.registerRecoveryCode, (_, body) => this.register(body)],
    [
      endpoints.recoveryCodeChallenge,
      () => this.challenges.challenge(Buffer.from(this.code?.publicKey ?? '', 'base64')),
    ],
    [endpoints.proveRecoveryCode, (_, body) => this.prove(body)],
    [endpoints.askToJoin, (_, body, __, header) => this.ask(body, this.callerOf(header))],
    [endpoints.ownJoinRequest, ({ id = '' }) => this.own(id)],
    [endpoints.listJoinRequests, (_, __, ___, header) => this.waiting(this.callerOf(header))],
    [
      endpoints.approveJoinRequest,
      ({ id = '' }, { welcome }: { welcome: string }) =>
        void Object.assign(this.open(id), { state: 'approved', welcome }),
    ],
    [endpoints.refuseJoinRequest, ({ id = '' }) => void (this.open(id).state = 'refused')],
    [endpoints.tellWrongJoinCode, ({ id = '' }) => this.wrongCode(this.open(id))],
    [endpoints.joinedRepository, (_, __, ___, header) => this.joined(this.callerOf(header))],
  ];

  /** Where a workstation writes. */
  placeOf(header: string): Omit<RepositoryOfEmployee, 'locations'> {
    const workstationId = this.callerOf(header);
    const main = this.mainRepository();
    const own = this.interim.find((one) => one.isOpen && one.workstationId === workstationId);
    return {
      repositoryId: own?.repositoryId ?? main,
      mainRepositoryId: main,
      interim: this.interim.map(({ isOpen: _, ...rest }) => ({ ...rest, label: 'Laptop', since: today() })),
    };
  }

  private state(): object {
    const { publicKey = null, seal = null, registeredOn = null, provenOn = null } = this.code ?? {};
    const dueOn = provenOn === null ? registeredOn : inAYear(provenOn);
    return { publicKey, seal, registeredOn, provenOn, dueOn };
  }

  private register(body: { publicKey: string; seal: string; replaces: string | null }): object {
    if (this.code?.publicKey !== body.publicKey) {
      if ((this.code?.publicKey ?? null) !== body.replaces) throw new Refusal('version-conflict');
      const { publicKey, seal } = body;
      this.code = { publicKey, seal, registeredOn: today(), provenOn: null };
    }
    return this.state();
  }

  private prove(given: { challenge: string; answer: string }): object {
    if (!this.code || !this.challenges.isAnswer(given)) {
      this.wrongProofs += 1;
      throw new Refusal('recovery-proof-refused');
    }
    this.code.provenOn = today();
    return this.state();
  }

  private ask(body: { id: string; publicKey: string; tag: string }, workstationId: string): object {
    for (const one of this.requests.values())
      if (one.workstationId === workstationId && one.state === 'waiting') one.state = 'ended';
    const dates = { askedOn: today(), endsOn: today() };
    const asked: Asked = {
      ...body,
      workstationId,
      label: 'Second',
      ...dates,
      state: 'waiting',
      welcome: null,
      wrong: 0,
    };
    this.requests.set(body.id, asked);
    if (!this.interim.some((one) => one.isOpen && one.workstationId === workstationId))
      this.interim.push({ repositoryId: randomUUID(), workstationId, isOpen: true });
    return this.own(body.id);
  }

  private own(id: string): object {
    const found = this.requests.get(id);
    if (!found) throw new Refusal('not-found');
    return { id, state: found.state, endsOn: found.endsOn, welcome: found.welcome };
  }

  private waiting(workstationId: string): object {
    const open = [...this.requests.values()].filter(
      (one) => one.state === 'waiting' && one.workstationId !== workstationId,
    );
    return {
      items: open.map(({ state: _, welcome: __, wrong, ...rest }) => ({
        ...rest,
        publicKey: this.shownKey ?? rest.publicKey,
        triesLeft: 5 - wrong,
      })),
    };
  }

  private open(id: string): Asked {
    const found = this.requests.get(id);
    if (!found) throw new Refusal('not-found');
    if (found.state !== 'waiting') throw new Refusal('join-request-over');
    return found;
  }

  private wrongCode(request: Asked): object {
    request.wrong += 1;
    if (request.wrong === 5) request.state = 'refused';
    return { triesLeft: 5 - request.wrong };
  }

  private joined(workstationId: string): void {
    for (const one of this.interim) if (one.workstationId === workstationId) one.isOpen = false;
    for (const one of this.requests.values())
      if (one.workstationId === workstationId && one.state === 'approved') one.state = 'joined';
  }
}
