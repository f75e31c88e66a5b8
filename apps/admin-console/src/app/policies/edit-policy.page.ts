import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { form, FormField, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { Category, PolicyV1 } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { getPolicy } from '../client/fn/policies/get-policy';
import { publishPolicy } from '../client/fn/policies/publish-policy';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import { Say } from '../look/say';
import { formatHours } from '../text/durations';
import { CategoryChoice } from './category-choice';
import { draftRules } from './draft-rules';
import { IOS_BACKUP, IOS_ENCRYPTION, iosBackupText, iosEncryptionText, notReadFromIphones } from './iphones';
import { LAWFUL_BASES } from './lawful-bases';
import { NumberField } from './number-field';
import { policyDifference } from './policy-difference';
import { USB_DEBUGGING, usbDebuggingText } from './usb-debugging';
import { draftOf, EMPTY_DRAFT, needsPurpose, type PolicyDraft, policyOf } from './policy-draft';

/** Edits the policy in force and publishes a new version on top of it; refused when somebody was faster. */
@Component({
  imports: [
    CategoryChoice,
    FaultCard,
    FormField,
    Freshness,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    NumberField,
    RouterLink,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './edit-policy.page.html',
  styleUrl: './edit-policy.page.css',
})
export class EditPolicyPage {
  readonly #router = inject(Router);
  readonly #say = inject(Say);
  readonly id = input.required<string>();
  readonly policy = read(getPolicy, () => ({ id: this.id() }), this.id);
  readonly publishing = inject(Changes).of(publishPolicy);
  readonly bases = LAWFUL_BASES;
  readonly usbDebugging = USB_DEBUGGING;
  readonly iosBackup = IOS_BACKUP;
  readonly iosEncryption = IOS_ENCRYPTION;

  readonly #draft = linkedSignal<PolicyDraft>(() => {
    const known = this.policy.value();
    return known === undefined ? EMPTY_DRAFT : draftOf(known.policy);
  });
  readonly draft = form(this.#draft, draftRules);
  readonly asksPurpose = computed(() => needsPurpose(this.#draft().categories, this.#draft().iosBackup));
  readonly says = computed(() => {
    const { everyHours, maxAgeHours, graceHours, usbDebugging, ...about } = this.#draft();
    const said = (hours: number) => (Number.isInteger(hours) && hours > 0 ? formatHours(hours) : '');
    return {
      every: said(everyHours),
      maxAge: said(maxAgeHours),
      grace: said(graceHours),
      usbDebugging: usbDebuggingText(usbDebugging),
      iosBackup: iosBackupText(about.iosBackup),
      notFromIphones: notReadFromIphones(about.categories, about.iosBackup),
      iosEncryption: iosEncryptionText(about.iosEncryptedBackup, about.categories),
    };
  });
  /** What would change, field by field, against the version in force. */
  readonly changes = computed(() => {
    const known = this.policy.value();
    if (known === undefined) return [];
    const inForce: PolicyV1 = known.policy;
    return policyDifference(inForce, policyOf(this.#draft(), inForce));
  });
  readonly conflict = computed(() => this.publishing.fault()?.code === 'version-conflict');

  choose(categories: Category[]): void {
    this.draft.categories().value.set(categories);
  }

  /** Takes up the version that somebody else published; what was typed here is shown against it no more. */
  startAgain(): void {
    this.publishing.clear();
    this.policy.reload();
  }

  async publish(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.draft, async () => {
      const known = this.policy.value();
      if (known === undefined) return;
      const published = await this.publishing.run({
        id: known.id,
        body: { basedOn: known.version, policy: policyOf(this.#draft(), known.policy) },
      });
      if (published === undefined) return;
      this.#say.done($localize`Version ${published.version}:version: is in force.`);
      await this.#router.navigate(['/policies', known.id]);
    });
  }
}
