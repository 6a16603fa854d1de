/** The part of html-to-text that is used here; the package brings no types. */
declare module 'html-to-text' {
  export interface ConvertOptions {
    readonly wordwrap?: number | false;
    readonly limits?: { readonly maxInputLength?: number; readonly maxDepth?: number };
    readonly selectors?: readonly {
      readonly selector: string;
      readonly format?: string;
      readonly options?: Readonly<Record<string, unknown>>;
    }[];
  }
  export function compile(options?: ConvertOptions): (html: string) => string;
}
