import { appInvitationLink } from '../../shared/domain/invitation.ts';
import { markup } from './markup.ts';
import { page, type PageFrame } from './pages.ts';

/** What an invitation's page shows. */
export interface JoinFacts {
  readonly kind: 'join' | 'reset';
  readonly name: string;
  readonly code: string;
  /** The address the page was reached at, which is the one Baton needs. */
  readonly server: string;
  readonly expiresAtMs: number;
}

/** How somebody who was invited gets in: a link for the app, and what to type where it does not open. */
export function joinPage(frame: PageFrame, { kind, name, code, server, expiresAtMs }: JoinFacts): string {
  const { say, language, workspaceName: workspace } = frame;
  const title = kind === 'join' ? say('join.title', { workspace }) : say('join.resetTitle');
  const lead = say(kind === 'join' ? 'join.lead' : 'join.resetLead', { name, workspace });
  const date = new Date(expiresAtMs).toLocaleDateString(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const body = markup`
    <h1>${title}</h1>
    <p class="lead">${lead}</p>
    <p><a class="button" href="${appInvitationLink(server, code)}">${say('join.open')}</a></p>
    <h2>${say('join.byHand')}</h2>
    <ol class="steps">
      <li>${say('join.stepApp')}</li>
      <li>${say('join.stepScreen')}</li>
      <li>${say('join.stepEnter')}</li>
    </ol>
    <dl class="facts">
      <dt>${say('join.address')}</dt><dd>${server}</dd>
      <dt>${say('join.code')}</dt><dd>${code}</dd>
    </dl>
    <p class="keep">${say('join.until', { date })}</p>`;
  return page(frame, title, body, false);
}
