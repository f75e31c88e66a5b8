import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SsoConnection } from '@holdfast/contracts';
import { Moment } from '../look/moment';
import { Tag } from '../look/tag';
import { REFUSAL_TEXTS } from '../text/sso-refusal-texts';

/** Step 3: a login that opens no session and adds nobody, with all that came of it. */
@Component({
  selector: 'hf-test',
  imports: [MatButton, Moment, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>3. Try it</h2>
      <p class="quiet" i18n>
        You sign in at your identity provider as yourself and come back here. No session is opened and nobody
        is added.
      </p>
      @if (test(); as done) {
        <p>
          @if (done.passed) {
            <hf-tag meaning="good" text="The test login passed" i18n-text />
          } @else {
            <hf-tag meaning="lost" text="The test login did not pass" i18n-text />
          }
          &ngsp;<span class="quiet"><hf-moment [at]="done.at" /></span>
        </p>
        @if (done.refusal; as refusal) {
          <div class="notice lost" role="alert">
            <div>
              <b>{{ texts[refusal.code] }}</b>
              <p>{{ refusal.detail }}</p>
            </div>
          </div>
        }
        @if (done.received; as received) {
          <h3 i18n>What was received</h3>
          <table>
            <tbody>
              <tr>
                <th scope="row">NameID</th>
                <td>
                  <code>{{ received.nameId }}</code>
                </td>
              </tr>
              <tr>
                <th scope="row" i18n>Signed, encrypted</th>
                <td>{{ protection() }}</td>
              </tr>
              @for (attribute of received.attributes; track attribute.name) {
                <tr>
                  <th scope="row">
                    <code>{{ attribute.name }}</code>
                  </th>
                  <td>{{ attribute.values.join(' · ') }}</td>
                </tr>
              } @empty {
                <tr>
                  <td colspan="2" i18n>
                    No attribute: let the provider send name, e-mail address and groups.
                  </td>
                </tr>
              }
            </tbody>
          </table>
        }
      } @else {
        <p><hf-tag meaning="waiting" text="Not tested as it stands" i18n-text /></p>
      }
      @if (mayChange()) {
        <div class="do-row">
          <a matButton="filled" [href]="testUrl()" i18n>Try a login</a>
        </div>
      }
    </section>
  `,
})
export class TestCard {
  readonly connection = input.required<SsoConnection>();
  readonly mayChange = input.required<boolean>();
  readonly test = computed(() => this.connection().test);
  readonly testUrl = computed(() => `/auth/sso/${this.connection().id}?test=1`);
  readonly texts = REFUSAL_TEXTS;
  readonly protection = computed(() => {
    const received = this.test()?.received;
    const parts = { response: $localize`response signed`, assertion: $localize`assertion signed` };
    const said = received?.signed.map((part) => parts[part]) ?? [];
    return [...said, received?.encrypted ? $localize`encrypted` : $localize`not encrypted`].join(' · ');
  });
}
