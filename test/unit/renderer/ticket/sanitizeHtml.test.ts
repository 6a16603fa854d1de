import { describe, expect, it } from 'vitest';
import {
  createMessageSanitizer,
  isLaidOut,
  sanitizePastedHtml,
} from '../../../../renderer/features/ticket/thread/sanitizeHtml.ts';

const sanitize = createMessageSanitizer({ unnamed: 'no image', named: (name) => `no image: ${name}` });

function parsed(html: string): HTMLElement {
  const holder = document.createElement('div');
  holder.innerHTML = sanitize(html);
  return holder;
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<iframe src="https://evil.example"></iframe>',
  '<object data="evil.swf"></object><embed src="evil.swf">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="  JaVaScRiPt:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<form action="https://evil.example"><input name="password"><button>Sign in</button></form>',
  '<div style="position:fixed;inset:0;background:url(https://evil.example/x)">x</div>',
  '<link rel="stylesheet" href="https://evil.example/x.css"><style>body{display:none}</style>',
  '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<video src="https://evil.example/x.mp4" autoplay></video><audio src="https://evil.example/x.mp3"></audio>',
  '<picture><source srcset="https://evil.example/x.png"><img srcset="https://evil.example/y.png"></picture>',
  '<table background="https://evil.example/x.png"><tr><td>x</td></tr></table>',
  '<p id="root" name="baton" class="mantine-Modal-root">x</p>',
  '<template><img src=x onerror=alert(1)></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
];

describe('Hostile HTML in a message', () => {
  it.each(HOSTILE)('neither runs, asks, loads nor dresses up: %s', (html) => {
    const body = parsed(html);
    const elements = [...body.querySelectorAll('*')];
    const attributes = elements.flatMap((element) => [...element.attributes]);
    expect(
      elements.filter((element) =>
        element.matches(
          'script, style, link, meta, base, iframe, object, embed, form, input, button, svg, math, video, audio, source, template',
        ),
      ),
    ).toEqual([]);
    expect(attributes.filter(({ name }) => name.startsWith('on'))).toEqual([]);
    expect(
      attributes.filter(({ name }) => ['style', 'id', 'name', 'srcset', 'background'].includes(name)),
    ).toEqual([]);
    expect(
      attributes.filter(({ name, value }) => name === 'class' && value !== 'baton-blocked-image'),
    ).toEqual([]);
    expect(
      attributes.filter(({ name, value }) => name === 'href' && !/^(https?|mailto|tel):/.test(value)),
    ).toEqual([]);
    expect(
      attributes.filter(({ name, value }) => name === 'src' && !value.startsWith('data:image/')),
    ).toEqual([]);
  });

  it('says where a remote picture stood instead of asking for it', () => {
    expect(sanitize('<p>See <img src="https://t.example/p.gif" alt="invoice.png"></p>')).toBe(
      '<p>See <span class="baton-blocked-image">no image: invoice.png</span></p>',
    );
  });

  it('keeps a picture that travels inside the message', () => {
    const image = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="dot">';
    expect(parsed(image).querySelector('img')?.getAttribute('src')).toBe(
      'data:image/png;base64,iVBORw0KGgo=',
    );
  });

  it('takes a remote picture from the host where the reader has allowed that, and nothing else with it', () => {
    const holder = document.createElement('div');
    holder.innerHTML = sanitize(
      '<img src="https://t.example/p.gif" srcset="https://t.example/q.gif" onerror="x()"><img src="http://t.example/r.gif">',
      (address) => `/remote-image/msg_1?from=${encodeURIComponent(address)}`,
    );
    expect([...holder.querySelectorAll('img')].map((image) => attributesOf(image))).toEqual([
      { src: '/remote-image/msg_1?from=https%3A%2F%2Ft.example%2Fp.gif' },
    ]);
  });

  it('drops a picture in SVG, which can carry scripts', () => {
    expect(parsed('<img src="data:image/svg+xml;base64,PHN2Zz4=">').querySelector('img')).toBeNull();
  });

  it('opens links outside and shows their true address', () => {
    const link = parsed(
      '<a href="https://evil.example/login" title="https://bank.example">my bank</a>',
    ).firstElementChild;
    expect(attributesOf(link)).toEqual({
      href: 'https://evil.example/login',
      target: '_blank',
      rel: 'noopener noreferrer nofollow',
      title: 'https://evil.example/login',
    });
  });

  it('keeps the words and their shape', () => {
    const html = '<p>Hello <strong>you</strong></p><ul><li>one</li></ul><blockquote>said</blockquote>';
    expect(sanitize(html)).toBe(html);
  });
});

describe('Laid-out HTML', () => {
  it.each([
    '<table><tbody><tr><td>1</td></tr></table>',
    '<p><font>x</font></p>',
    '<p>x <img src="data:image/png;base64,iVBORw0KGgo="></p>',
  ])('is told from plain words: %s', (html) => {
    expect(isLaidOut(sanitize(html))).toBe(true);
  });

  it('is not what the composer makes', () => {
    expect(isLaidOut('<p>a &lt;table&gt; <a href="https://x.example">b</a></p><ul><li>c</li></ul>')).toBe(
      false,
    );
  });
});

describe('Pasted HTML', () => {
  it('keeps what a message is written with and drops the rest', () => {
    expect(
      sanitizePastedHtml(
        '<p class="MsoNormal" style="color:red" onclick="x()">a <b>b</b> <img src="https://t.example/x.png"></p><script>x()</script><a href="javascript:x()">l</a>',
      ),
    ).toBe('<p>a <b>b</b> </p><a>l</a>');
  });
});

function attributesOf(element: Element | null): Record<string, string> {
  return Object.fromEntries([...(element?.attributes ?? [])].map(({ name, value }) => [name, value]));
}
