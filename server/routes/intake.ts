import type { FastifyInstance } from 'fastify';
import { BatonError } from '../../shared/errors.ts';
import { CHANNEL_KEY_HEADER, IntakeBody } from '../../shared/sync/wire.ts';
import type { ServerParts } from '../parts.ts';
import { takeIn } from '../intake/takeIn.ts';
import { findChannelByKey } from '../security/channels.ts';

/** Customers' words through a channel's key. The sender is somebody else's program, so the protocol header may be absent. */
export function intakeRoute(app: FastifyInstance, parts: ServerParts): void {
  async function channelOf(key: string | string[] | undefined) {
    const channel = typeof key === 'string' ? await findChannelByKey(parts.store.sql, key) : undefined;
    if (!channel)
      throw new BatonError('intake.badKey', `the header ${CHANNEL_KEY_HEADER} holds no channel's key`);
    return channel;
  }

  app.post(
    '/v1/intake',
    {
      config: { protocol: 'optional', rateLimit: parts.limits.intake },
      // Before the body is read: strangers do not get to send a megabyte.
      onRequest: async (request) => {
        await channelOf(request.headers[CHANNEL_KEY_HEADER]);
      },
    },
    async (request) => {
      const channel = await channelOf(request.headers[CHANNEL_KEY_HEADER]);
      const { messageId, ...body } = IntakeBody.parse(request.body);
      return takeIn(parts, channel, { ...body, messageKey: messageId });
    },
  );
}
