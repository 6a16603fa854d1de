import { expect } from '@playwright/test';
import type { TestServer } from './launch.ts';

/** What a customer can do: write through the contact form, read the conversation, write again. */
export interface Customer {
  /** Sends the form; the conversation page is kept for what follows. */
  writes(subject: string, message: string): Promise<void>;
  writesAgain(message: string): Promise<void>;
  /** The conversation page as it is now, as HTML. */
  conversation(): Promise<string>;
}

/** A customer with a browser that runs no scripts: the form needs none. */
export function aCustomer(
  server: TestServer,
  name = 'Carla Customer',
  email = 'carla@example.com',
): Customer {
  let conversationUrl = '';

  async function submit(pageUrl: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const page = await fetch(pageUrl);
    const hidden = Object.fromEntries(
      [...(await page.text()).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, key = '', value = '']) => [key, value],
      ),
    );
    const answer = await fetch(pageUrl, {
      method: 'POST',
      body: new URLSearchParams({ ...hidden, ...fields }),
      headers: { origin: server.url },
    });
    expect(answer.status, 'the form was accepted').toBe(200);
    return answer.url;
  }

  return {
    writes: async (subject, message) => {
      conversationUrl = await submit(server.formUrl, { name, email, subject, message });
      expect(conversationUrl).toContain('/t/');
    },
    writesAgain: async (message) => {
      await submit(conversationUrl, { message });
    },
    conversation: async () => (await fetch(conversationUrl)).text(),
  };
}
