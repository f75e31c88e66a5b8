import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { getPrivacyDocument } from '../client/fn/privacy/get-privacy-document';

const addressOf = (kind: string): string => getPrivacyDocument.PATH.replace('{kind}', kind);

/** Drafts for those who answer for people's data: written from the policy in force, downloaded, completed outside. */
@Component({
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Privacy documents</h1>
        <p class="lead" i18n>
          Drafts from the policy that is in force today. What only your company knows is marked in them, to be
          filled in.
        </p>
      </div>
    </div>
    @for (document of documents; track document.href) {
      <section class="card spaced">
        <h2>{{ document.title }}</h2>
        <p>{{ document.about }}</p>
        <a matButton="outlined" [href]="document.href" download>{{ document.action }}</a>
      </section>
    }
    <p class="quiet" i18n>
      Publish a policy that reads more, or register a recovery key, and download them again: they change with
      it.
    </p>
  `,
})
export class PrivacyDocumentsPage {
  readonly documents = [
    {
      href: addressOf('impact-assessment'),
      title: $localize`Impact assessment`,
      about: $localize`Data protection impact assessment (GDPR Art. 35): the processing, its risks to people, what is done about each, and what remains.`,
      action: $localize`Download the impact assessment`,
    },
    {
      href: addressOf('record-of-processing'),
      title: $localize`Record of processing`,
      about: $localize`GDPR Art. 30: everything that is kept, about whom, and until when, table by table.`,
      action: $localize`Download the record of processing`,
    },
    {
      href: addressOf('works-council'),
      title: $localize`Facts for the works council`,
      about: $localize`What can be known of an employee and what cannot, by whom, for how long, and what would have to be agreed anew.`,
      action: $localize`Download the facts for the works council`,
    },
  ];
}
