/** What a canned reply's placeholders stand for. */
export interface PlaceholderValues {
  readonly 'customer.name': string;
  readonly 'agent.name': string;
  readonly 'ticket.number': string;
}

/** Puts the values in place of `{{customer.name}}` and the like, escaped; an unknown placeholder stays visible. */
export function fillPlaceholders(html: string, values: PlaceholderValues): string {
  return html.replace(/\{\{\s*([a-z]+\.[a-z]+)\s*\}\}/g, (whole, name: string) => {
    const value = (values as unknown as Readonly<Record<string, string | undefined>>)[name];
    return value === undefined ? whole : escapeHtml(value);
  });
}

/** Text as HTML text. */
function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
