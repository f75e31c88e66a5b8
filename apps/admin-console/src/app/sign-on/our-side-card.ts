import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { SsoConnection } from '@holdfast/contracts';
import { CopyButton } from '../look/copy-button';

/** Step 1: what the identity provider has to know of Holdfast. */
@Component({
  selector: 'hf-our-side',
  imports: [CopyButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>1. Tell your identity provider about Holdfast</h2>
      <p class="quiet" i18n>
        Add a SAML application there. If it takes metadata, give it the first address; else copy the others.
        Let it send a <b>persistent</b> NameID, and sign both response and assertion.
      </p>
      @for (address of addresses(); track address.label) {
        <h3>{{ address.label }}</h3>
        <div class="command">
          <code>{{ address.value }}</code>
          <hf-copy [text]="address.value" />
        </div>
      }
      <details>
        <summary i18n>Where that is in your provider</summary>
        <ul class="facts">
          <li i18n>
            <b>Entra ID</b>: Enterprise applications → New → Create your own (non-gallery) → Single sign-on →
            SAML → Upload metadata file. Unique User Identifier: user.objectid, format Persistent. Signing
            option: Sign SAML response and assertion.
          </li>
          <li i18n>
            <b>Okta</b>: Applications → Create App Integration → SAML 2.0. Name ID format: Persistent. Show
            Advanced Settings: Response and Assertion Signature are Signed.
          </li>
          <li i18n>
            <b>Google Workspace</b>: Apps → Web and mobile apps → Add custom SAML app. Name ID format:
            PERSISTENT. Signed response gives the response's signature only: choose that in step 2.
          </li>
          <li i18n>
            <b>Keycloak</b>: Clients → Import client. Name ID format: persistent; Sign documents and Sign
            assertions on.
          </li>
          <li i18n>
            <b>AD FS</b>: Add Relying Party Trust, import by address; a claim rule that gives Name ID as
            Persistent Identifier; Set-AdfsRelyingPartyTrust -SamlResponseSignature MessageAndAssertion.
          </li>
        </ul>
      </details>
    </section>
  `,
})
export class OurSideCard {
  readonly connection = input.required<SsoConnection>();
  readonly addresses = computed(() => {
    const us = this.connection().serviceProvider;
    return [
      { label: $localize`Metadata of Holdfast`, value: us.metadataUrl },
      { label: $localize`Entity ID (also Audience, Identifier)`, value: us.entityId },
      { label: $localize`Reply address (ACS, by HTTP-POST)`, value: us.acsUrl },
      { label: $localize`Logout address`, value: us.sloUrl },
    ];
  });
}
