/** The look of a mail's page: the type and colours of the thread around the frame, read off it. */
export function mailStyles(frame: Element): string {
  const around = getComputedStyle(frame);
  const named = (name: string): string => around.getPropertyValue(name).trim();
  return `
:root { color-scheme: ${around.colorScheme || 'normal'}; background: transparent; }
body {
  margin: 0; overflow-wrap: anywhere; overflow-y: hidden;
  color: ${around.color}; font: ${around.font};
}
p, ul, ol, pre, blockquote, table, h1, h2, h3, h4, h5, h6, dl { margin: 0 0 0.7em; }
body > :last-child { margin-bottom: 0; }
h1, h2, h3, h4, h5, h6 { font-size: 15px; font-weight: 600; line-height: 1.4; }
ul, ol { padding-inline-start: 1.5em; }
blockquote { padding-inline-start: 12px; border-inline-start: 2px solid ${named('--baton-hairline-strong')}; }
a { color: ${named('--baton-accent')}; text-underline-offset: 2px; }
pre { overflow-x: auto; white-space: pre; overflow-wrap: normal; }
table { max-width: 100%; border-collapse: collapse; font-size: 13px; }
td, th { padding: 2px 8px 2px 0; text-align: start; vertical-align: top; }
img { max-width: 100%; height: auto; }
hr { border: 0; border-top: 1px solid ${named('--baton-hairline-strong')}; }
.baton-blocked-image {
  display: inline-block; max-width: 100%; padding: 2px 8px; border-radius: 5px; font-size: 12px;
  border: 1px dashed ${named('--baton-hairline-strong')}; color: ${named('--baton-text-quiet')};
}
`;
}
