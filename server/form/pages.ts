import type { Message } from '../../shared/domain/message.ts';
import type { Status } from '../../shared/domain/ticket/ticket.ts';
import { Markup, markup } from './markup.ts';
import { STYLES } from './styles.ts';
import type { FormLanguage, FormTextKey, Say } from './texts.ts';

/** What every page knows. */
export interface PageFrame {
  readonly language: FormLanguage;
  readonly say: Say;
  readonly workspaceName: string;
}

/** The fields a customer fills in, as they were typed. */
export interface TypedFields {
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  readonly message: string;
  /** Tells a second click from a second message. */
  readonly formId: string;
}

type Field = 'name' | 'email' | 'subject' | 'message';

/** The texts that say what is wrong, by field. */
export type Problems = Readonly<Partial<Record<Field, FormTextKey>>>;

/** The empty or returned contact form. */
export function contactPage(
  frame: PageFrame,
  action: string,
  typed: TypedFields,
  problems: Problems,
): string {
  const { say } = frame;
  const field = (name: Field, attributes: Markup) =>
    input(say, name, typed[name], attributes, problems[name]);
  const body = markup`
    <h1>${say('title')}</h1>
    <p class="lead">${say('lead')}</p>
    ${alert(say, problems)}
    <form method="post" action="${action}" novalidate>
      <div class="pair">
        ${field('name', markup`autocomplete="name" maxlength="200"`)}
        ${field('email', markup`type="email" autocomplete="email" required maxlength="320"`)}
      </div>
      ${field('subject', markup`maxlength="300"`)}
      ${messageField(say, typed.message, problems.message)}
      ${hiddenFields(say, typed.formId)}
      <button type="submit">${say('send')}</button>
    </form>`;
  return page(frame, say('title'), body, Object.keys(problems).length > 0);
}

/** A ticket as its customer sees it: public words and the state, nothing else. */
export interface Conversation {
  readonly number: number;
  readonly subject: string;
  readonly status: Status;
  /** Customer messages and public replies, oldest first. */
  readonly messages: readonly Pick<Message, 'kind' | 'text' | 'atMs'>[];
}

/** The thread with a field to write again. */
export function conversationPage(
  frame: PageFrame,
  action: string,
  conversation: Conversation,
  typed: Pick<TypedFields, 'message' | 'formId'>,
  problems: Problems,
): string {
  const { say } = frame;
  const { number, subject, status, messages } = conversation;
  const body = markup`
    <h1>${subject === '' ? say('noSubject') : subject}</h1>
    <p class="lead">${say('number', { number })}</p>
    <p class="status">${say(`status.${status}`)}</p>
    <ol class="thread">${messages.map((message) => threadItem(frame, message))}</ol>
    <h2 id="write">${say('writeAgain')}</h2>
    ${alert(say, problems)}
    <form method="post" action="${action}" novalidate>
      ${messageField(say, typed.message, problems.message)}
      ${hiddenFields(say, typed.formId)}
      <button type="submit">${say('send')}</button>
    </form>
    <p class="keep">${say('keepAddress')}</p>`;
  return page(frame, `${say('number', { number })} – ${subject}`, body, Object.keys(problems).length > 0);
}

/** A page with nothing to do on it. */
export function noticePage(frame: PageFrame, title: string, text: string): string {
  return page(frame, title, markup`<h1>${title}</h1><p class="lead">${text}</p>`, false);
}

/** A whole page around its content. */
export function page(frame: PageFrame, title: string, body: Markup, hasProblems: boolean): string {
  const { say, language, workspaceName } = frame;
  const brand =
    workspaceName === '' ? null : markup`<p class="brand">${BATON}<span>${workspaceName}</span></p>`;
  const fullTitle = [hasProblems ? say('problemTitle') : '', title, workspaceName]
    .filter(Boolean)
    .join(' – ');
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${fullTitle}</title>
<style>${new Markup(STYLES)}</style>
</head>
<body>
<main><div class="sheet">${brand}${body}</div></main>
</body>
</html>`.text;
}

const BATON = markup`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" aria-hidden="true"><path d="M5 19 19 5"/><path d="M8.5 12 12 15.5" stroke="var(--paper)" stroke-width="1.5"/></svg>`;

function alert(say: Say, problems: Problems): Markup | null {
  return Object.keys(problems).length === 0
    ? null
    : markup`<p class="alert" role="alert">${say('problem')}</p>`;
}

function input(
  say: Say,
  name: Field,
  value: string,
  attributes: Markup,
  problem: FormTextKey | undefined,
): Markup {
  const optional = name === 'email' ? null : markup` <span class="optional">${say('optional')}</span>`;
  return markup`<div class="field">
    <label for="${name}">${say(`field.${name}`)}${optional}</label>
    <input id="${name}" name="${name}" value="${value}" ${attributes} ${wrongMark(name, problem)}>
    ${wrongText(say, name, problem)}
  </div>`;
}

function messageField(say: Say, value: string, problem: FormTextKey | undefined): Markup {
  // The line break keeps a browser from eating the first one of the message.
  return markup`<div class="field">
    <label for="message">${say('field.message')}</label>
    <textarea id="message" name="message" required rows="8" ${wrongMark('message', problem)}>
${value}</textarea>
    ${wrongText(say, 'message', problem)}
  </div>`;
}

function wrongMark(name: Field, problem: FormTextKey | undefined): Markup | null {
  return problem === undefined ? null : markup`aria-invalid="true" aria-describedby="${name}-problem"`;
}

function wrongText(say: Say, name: Field, problem: FormTextKey | undefined): Markup | null {
  return problem === undefined ? null : markup`<p class="wrong" id="${name}-problem">${say(problem)}</p>`;
}

/** A field no person sees or reaches: whoever fills it in is a program. */
function hiddenFields(say: Say, formId: string): Markup {
  return markup`<input type="hidden" name="formId" value="${formId}">
    <div class="trap" aria-hidden="true"><label for="website">${say('trap')}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>`;
}

function threadItem(
  { say, language, workspaceName }: PageFrame,
  message: Conversation['messages'][number],
): Markup {
  const isMine = message.kind === 'customer';
  const instant = new Date(message.atMs);
  const shown = instant.toLocaleString(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const author = isMine ? say('you') : workspaceName;
  return markup`<li class="${isMine ? 'mine' : 'theirs'}">
    <p class="who"><strong>${author}</strong><time datetime="${instant.toISOString()}">${shown}</time></p>
    <p class="words">${message.text}</p>
  </li>`;
}
