import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../../renderer/app/App.tsx';
import { startI18n } from '../../renderer/app/i18n.ts';
import { Providers } from '../../renderer/app/Providers.tsx';
import type { FakeBridge } from './fakeBridge.ts';

/** Roles that elements have without saying so, as far as the tests look for them. */
const IMPLICIT_ROLES: Readonly<Record<string, string>> = {
  button: 'button',
  textbox: 'input:not([type="password"]):not([type="radio"]):not([type="checkbox"]), textarea',
  heading: 'h1, h2, h3',
  radio: 'input[type="radio"]',
};

/** A window on a fake host, looked at the way a person does: by role, name and words. */
export interface RenderedWindow {
  /** The elements of a role, in the order of the page; only those whose name contains `name`, when given. */
  readonly all: (role: string, name?: string) => HTMLElement[];
  /** The first such element. Throws when there is none. */
  readonly get: (role: string, name?: string) => HTMLElement;
  /** All words on the page. */
  readonly words: () => string;
  readonly click: (element: HTMLElement) => Promise<void>;
  readonly press: (key: string, target?: HTMLElement) => Promise<void>;
  readonly type: (element: HTMLElement, text: string) => Promise<void>;
  /** Does something that changes the window and waits until it has settled. */
  readonly settle: (change?: () => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label');
  if (label !== null) return label;
  const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const labelled = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  if (labelled !== '') return labelled;
  const own = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`);
  return own?.textContent ?? element.textContent;
}

/** jsdom has no layout: everything is as large as a usual list pane. */
function stubLayout(): void {
  const sizes = { offsetHeight: 600, clientHeight: 600, offsetWidth: 400, clientWidth: 400 };
  for (const [property, value] of Object.entries(sizes)) {
    Object.defineProperty(HTMLElement.prototype, property, { configurable: true, get: () => value });
  }
  // Something of no size counts as scrolled away, and what belongs to it, such as a menu, is hidden with it.
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(10, 10, 100, 20);
  // A scroller is as high as what it holds says it is.
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', {
    configurable: true,
    get(this: HTMLElement) {
      const inner = this.firstElementChild;
      return inner instanceof HTMLElement ? Number.parseInt(inner.style.height || '600', 10) : 600;
    },
  });
  window.matchMedia = (query) =>
    Object.assign(new EventTarget(), { matches: false, media: query, onchange: null }) as MediaQueryList;
  window.ResizeObserver = class {
    observe(): void {
      return undefined;
    }
    unobserve(): void {
      return undefined;
    }
    disconnect(): void {
      return undefined;
    }
  };
  HTMLElement.prototype.scrollTo = function scrollTo(options?: ScrollToOptions | number) {
    if (typeof options !== 'object') return;
    this.scrollTop = options.top ?? this.scrollTop;
    // A browser tells of a scroll before the next frame, not within the call.
    requestAnimationFrame(() => this.dispatchEvent(new Event('scroll')));
  };
  HTMLElement.prototype.scrollIntoView = () => undefined;
  Object.defineProperty(document, 'fonts', {
    configurable: true,
    value: { addEventListener: () => undefined, removeEventListener: () => undefined },
  });
}

/** Lets everything that is on its way arrive: answers, effects, frames. */
async function untilQuiet(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Opens the whole window on a fake host, in English. Close it at the end of the test. */
export async function renderWindow(fake: FakeBridge): Promise<RenderedWindow> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  stubLayout();
  window.baton = fake;
  const i18n = await startI18n('en');
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);

  async function settle(change?: () => void): Promise<void> {
    await act(async () => {
      change?.();
      await untilQuiet();
    });
  }

  await settle(() =>
    root.render(
      <Providers i18n={i18n}>
        <App />
      </Providers>,
    ),
  );

  function all(role: string, name = ''): HTMLElement[] {
    const implicit = IMPLICIT_ROLES[role];
    const selector = implicit === undefined ? `[role="${role}"]` : `[role="${role}"], ${implicit}`;
    return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) =>
      nameOf(element).includes(name),
    );
  }

  return {
    all,
    get(role, name) {
      const element = all(role, name)[0];
      if (!element) throw new Error(`no ${role} "${name ?? ''}" on the page`);
      return element;
    },
    words: () => document.body.textContent,
    settle,
    click: (element) => settle(() => element.click()),
    press: (key, target = document.body) =>
      settle(
        () =>
          void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
      ),
    type: (element, text) =>
      settle(() => {
        const kind = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(element, text);
        element.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    async close() {
      await act(async () => {
        root.unmount();
        await untilQuiet();
      });
      document.body.replaceChildren();
      delete window.baton;
    },
  };
}
