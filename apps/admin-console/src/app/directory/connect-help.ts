import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** Where address and token go in the two directories that most companies have. */
@Component({
  selector: 'hf-connect-help',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Where that goes in your directory</h2>
      <ul class="facts">
        <li i18n>
          <b>Entra ID</b>: Enterprise applications → Holdfast (or New, non-gallery) → Provisioning →
          Automatic. Tenant URL is the address above, Secret Token a token. Test Connection, then map
          userName, mail, displayName, givenName, surname, department, manager and active; assign people or
          groups, and start provisioning.
        </li>
        <li i18n>
          <b>Okta</b>: Applications → Holdfast (or a SCIM 2.0 test app) → Provisioning → Integration. Base URL
          is the address above, unique identifier userName, authentication HTTP Header with a token. Under To
          App, switch on Create, Update and Deactivate Users; Push Groups where you want them.
        </li>
      </ul>
      <p class="next" i18n>
        Kept are user name, external id, names, one e-mail address, department, manager and active; everything
        else that a directory sends is thrown away. Roles are never taken from it: they come from
        <a class="link" routerLink="/settings/sign-in">single sign-on</a> or are given here. Without a
        directory, <a class="link" routerLink="/people/import">import people from a file</a>.
      </p>
    </section>
  `,
  styles: `
    li + li {
      margin-block-start: 8px;
    }
  `,
})
export class ConnectHelp {}
