import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MESSAGE_MAX_LENGTH } from '../../shared/domain/message.ts';
import { SUBJECT_MAX_LENGTH } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import type { ServerParts } from '../parts.ts';
import { readConversation } from '../form/conversation.ts';
import {
  contactPage,
  conversationPage,
  noticePage,
  type PageFrame,
  type Problems,
  type TypedFields,
} from '../form/pages.ts';
import { PAGE_POLICY } from '../form/styles.ts';
import { chooseLanguage, formTexts, type FormTextKey } from '../form/texts.ts';
import { logFailure, toFailure } from '../httpErrors.ts';
import { takeIn } from '../intake/takeIn.ts';
import { findFormChannel, type Channel } from '../security/channels.ts';

const ChannelPath = z.object({ channelId: z.string() });
const ConversationPath = ChannelPath.extend({ replyToken: z.string() });

/** What a browser sends; everything is there as text, or it was not one of our pages. */
const Posted = z.object({
  name: z.string().default(''),
  email: z.string().default(''),
  subject: z.string().default(''),
  message: z.string().default(''),
  formId: z
    .string()
    .min(1)
    .max(100)
    .catch(() => randomUUID()),
  website: z.string().default(''),
});

const MAX_NAME = 200;
const Email = z.email().max(320);

/** The contact form and the conversation behind it: plain pages without scripts. */
export function formRoutes(app: FastifyInstance, parts: ServerParts): void {
  const options = { config: { rateLimit: parts.limits.form } };

  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.setErrorHandler((error, request, reply) => {
    const { status, code } = toFailure(error);
    logFailure(error, status, request);
    const frame = frameOf(request, '');
    const key = NOTICES[code] ?? (status >= 500 ? 'failed' : 'unusable');
    return sendPage(
      reply.code(status),
      noticePage(frame, frame.say(`notice.${key}.title`), frame.say(`notice.${key}.text`)),
    );
  });

  app.get('/form/:channelId', options, async (request, reply) => {
    const { channel, frame } = await open(request);
    return sendPage(reply, contactPage(frame, formPath(channel), emptyFields(), {}));
  });

  app.post('/form/:channelId', options, async (request, reply) => {
    const { channel, frame } = await open(request);
    const { website, ...typed } = Posted.parse(request.body);
    const problems = problemsOf(typed);
    if (Object.keys(problems).length > 0) {
      return sendPage(reply.code(422), contactPage(frame, formPath(channel), typed, problems));
    }
    // A program is thanked like a person, so that it does not try something else.
    if (website !== '')
      return sendPage(
        reply,
        noticePage(frame, frame.say('notice.sent.title'), frame.say('notice.sent.text')),
      );
    const { replyToken } = await takeIn(parts, channel, {
      messageKey: `form:${typed.formId}`,
      from: { email: typed.email.trim(), name: typed.name, phone: '' },
      subject: typed.subject,
      text: typed.message,
      html: '',
      language: frame.language,
      tags: [],
    });
    return reply.redirect(conversationPath(channel, replyToken), 303);
  });

  app.get('/form/:channelId/t/:replyToken', options, async (request, reply) => {
    const { channel, frame, replyToken, conversation } = await openConversation(request);
    const typed = { message: '', formId: randomUUID() };
    return sendPage(
      reply,
      conversationPage(frame, conversationPath(channel, replyToken), conversation, typed, {}),
    );
  });

  app.post('/form/:channelId/t/:replyToken', options, async (request, reply) => {
    const { channel, frame, replyToken, conversation } = await openConversation(request);
    const { website, ...typed } = Posted.parse(request.body);
    const here = conversationPath(channel, replyToken);
    const problem = messageProblem(typed.message);
    if (problem !== undefined) {
      return sendPage(
        reply.code(422),
        conversationPage(frame, here, conversation, typed, { message: problem }),
      );
    }
    if (website !== '') return reply.redirect(here, 303);
    const answer = await takeIn(parts, channel, {
      messageKey: `form:${typed.formId}`,
      from: 'ticketContact',
      subject: '',
      text: typed.message,
      html: '',
      language: frame.language,
      tags: [],
      replyToken,
    });
    return reply.redirect(conversationPath(channel, answer.replyToken), 303);
  });

  async function open(request: FastifyRequest): Promise<{ channel: Channel; frame: PageFrame }> {
    const { channelId } = ChannelPath.parse(request.params);
    const channel = await findFormChannel(parts.store.sql, channelId);
    if (!channel) throw new BatonError('input.notFound', 'there is no such form');
    return { channel, frame: frameOf(request, channel.workspaceName) };
  }

  async function openConversation(request: FastifyRequest) {
    const { replyToken } = ConversationPath.parse(request.params);
    const { channel, frame } = await open(request);
    return { channel, frame, replyToken, conversation: await readConversation(parts, channel, replyToken) };
  }
}

/** Failures that have a page of their own. */
const NOTICES: Readonly<Record<string, 'notFound' | 'tooLarge' | 'tooMany'>> = {
  'input.notFound': 'notFound',
  'intake.unknownTicket': 'notFound',
  'input.tooLarge': 'tooLarge',
  'message.tooLong': 'tooLarge',
  'rate.limited': 'tooMany',
};

function problemsOf({ name, email, subject, message }: TypedFields): Problems {
  const messageWrong = messageProblem(message);
  return {
    ...(name.trim().length > MAX_NAME && { name: 'wrong.tooLong' }),
    ...(email.trim() === ''
      ? { email: 'wrong.emailMissing' }
      : !Email.safeParse(email.trim()).success && { email: 'wrong.email' }),
    ...(subject.trim().length > SUBJECT_MAX_LENGTH && { subject: 'wrong.tooLong' }),
    ...(messageWrong !== undefined && { message: messageWrong }),
  };
}

function messageProblem(message: string): FormTextKey | undefined {
  if (message.trim() === '') return 'wrong.messageMissing';
  return message.length > MESSAGE_MAX_LENGTH ? 'wrong.tooLong' : undefined;
}

function emptyFields(): TypedFields {
  return { name: '', email: '', subject: '', message: '', formId: randomUUID() };
}

function formPath(channel: Channel): string {
  return `/form/${encodeURIComponent(channel.id)}`;
}

function conversationPath(channel: Channel, replyToken: string): string {
  return `${formPath(channel)}/t/${encodeURIComponent(replyToken)}`;
}

/** What every page knows, in the language the browser asks for. */
export function frameOf(request: FastifyRequest, workspaceName: string): PageFrame {
  const language = chooseLanguage(request.headers['accept-language']);
  return { language, say: formTexts(language), workspaceName };
}

/** Answers with a page that nothing may be added to and no cache keeps. */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .header('content-security-policy', PAGE_POLICY)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(html);
}
