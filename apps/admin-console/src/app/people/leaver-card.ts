import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { LeaverDetail } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { extendLeaver } from '../client/fn/leavers/extend-leaver';
import { getLeaver } from '../client/fn/leavers/get-leaver';
import { changePerson } from '../client/fn/people/change-person';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import { Say } from '../look/say';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { LEAVER_STATE_MEANING, LEAVER_STATE_TEXTS, LEAVING_TEXTS } from '../text/leaver-texts';
import { ErasurePart } from './erasure-part';
import { HoldPart } from './hold-part';
import { LinkPart } from './link-part';

/** Where a leaver stands, and what can be done for them: a link, more days, a hold, back again. */
@Component({
  selector: 'hf-leaver',
  imports: [
    Day,
    ErasurePart,
    FaultCard,
    Freshness,
    HoldPart,
    LinkPart,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    Tag,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './leaver-card.html',
})
export class LeaverCard {
  readonly #say = inject(Say);
  readonly #session = inject(Session);
  readonly #changes = inject(Changes);
  readonly person = input.required<{ id: string; name: string }>();
  readonly changed = output();
  readonly #id = () => this.person().id;
  readonly leaver = read(getLeaver, () => ({ id: this.#id() }), this.#id);
  readonly extending = this.#changes.of(extendLeaver);
  readonly returning = this.#changes.of(changePerson);
  readonly until = linkedSignal(() => this.leaver.value()?.extendableUntil ?? '');
  readonly mayManage = computed(() => this.#session.may('leavers.manage'));
  readonly mayLink = computed(() => this.#session.may('leavers.link'));
  readonly mayHold = computed(() => this.#session.may('leavers.hold'));
  readonly mayReturn = computed(() => this.#session.may('people.change-role'));
  readonly states = LEAVER_STATE_TEXTS;
  readonly meaning = LEAVER_STATE_MEANING;
  readonly causes = LEAVING_TEXTS;

  constructor() {
    refresh([this.leaver], () => 8000);
  }

  isGoing({ state }: LeaverDetail): boolean {
    return state === 'erasing' || state === 'erased';
  }

  choose(event: Event): void {
    this.until.set((event.target as HTMLInputElement).value);
  }

  async extend(): Promise<void> {
    const accessUntil = this.until();
    if ((await this.extending.run({ id: this.#id(), body: { accessUntil } })) === undefined) return;
    this.leaver.reload();
    this.#say.done($localize`${this.person().name}:name: has access for longer.`);
  }

  async takeBack(): Promise<void> {
    const { id, name } = this.person();
    if ((await this.returning.run({ id, body: { active: true } })) === undefined) return;
    this.changed.emit();
    this.#say.done($localize`${name}:name: is back, as they were.`);
  }
}
