import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { JOIN_PATH } from '../../shared/domain/invitation.ts';
import { BatonError } from '../../shared/errors.ts';
import { joinPage } from '../form/joinPage.ts';
import { noticePage } from '../form/pages.ts';
import type { ServerParts } from '../parts.ts';
import { findInvitation } from '../security/invitations.ts';
import { findAgent } from '../team/agents.ts';
import { frameOf, sendPage } from './form.ts';

const InvitationPath = z.object({ code: z.string() });
/** A host name or address with its port; anything else in the header is not shown to anybody. */
const HOST = /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d{1,5})?$/iu;

/** The page behind an invitation's link. Looking at it uses nothing up. */
export function joinRoute(app: FastifyInstance, { store, clock, limits }: ServerParts): void {
  app.get(`${JOIN_PATH}:code`, { config: { rateLimit: limits.form } }, async (request, reply) => {
    const { code } = InvitationPath.parse(request.params);
    const frame = frameOf(request, '');
    try {
      const found = await findInvitation(store.sql, code, clock.nowMs());
      const person = found.joinsAs ?? (await findAgent(store.sql, found.workspaceId, found.agentId));
      const facts = {
        kind: found.joinsAs ? ('join' as const) : ('reset' as const),
        name: person?.name ?? found.email,
        code,
        server: addressOf(request),
        expiresAtMs: found.expiresAtMs,
      };
      return await sendPage(reply, joinPage({ ...frame, workspaceName: found.workspaceName }, facts));
    } catch (cause) {
      if (!(cause instanceof BatonError) || cause.code !== 'auth.codeInvalid') throw cause;
      const notice = noticePage(frame, frame.say('join.goneTitle'), frame.say('join.goneText'));
      return sendPage(reply.code(404), notice);
    }
  });
}

/** Where the asker has reached this server. A proxy that ends TLS says so in `x-forwarded-proto`. */
function addressOf(request: FastifyRequest): string {
  const host = HOST.test(request.host) ? request.host : 'localhost';
  const isSecure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
  return `${isSecure ? 'https' : 'http'}://${host}`;
}
