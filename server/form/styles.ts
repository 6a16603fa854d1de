import { createHash } from 'node:crypto';

/** The pages' whole look. Small enough to travel inside each page. */
export const STYLES = `
:root{color-scheme:light dark;--ink:#1b1f27;--soft:#5b6473;--line:#d9dde5;--edge:#848d9e;--paper:#fff;--ground:#f4f5f8;--accent:#3557d6;--on-accent:#fff;--wrong:#b3261e;--mine:#eef1fd}
@media (prefers-color-scheme:dark){:root{--ink:#e9ecf2;--soft:#a2abbb;--line:#353b47;--edge:#737d90;--paper:#1d2129;--ground:#14171c;--accent:#93a8ff;--on-accent:#10131a;--wrong:#ff9b91;--mine:#262d45}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:40rem;margin:0 auto;padding:clamp(1.25rem,6vw,4rem) 1rem 4rem}
.sheet{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:clamp(1.25rem,4vw,2.25rem);box-shadow:0 1px 2px rgb(0 0 0/.04),0 8px 28px rgb(0 0 0/.05)}
.brand{display:flex;align-items:center;gap:.6rem;margin:0 0 1.25rem;color:var(--soft);font-size:.9rem;font-weight:600}
.brand svg{width:1.4rem;height:1.4rem;color:var(--accent)}
h1{margin:0 0 .35rem;font-size:1.6rem;line-height:1.25;letter-spacing:-.015em;overflow-wrap:anywhere}
h2{margin:2rem 0 .75rem;font-size:1.1rem}
.lead{margin:0 0 1.5rem;color:var(--soft)}
.pair{display:grid;gap:0 1rem;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr))}
label{display:block;margin:0 0 .3rem;font-weight:600;font-size:.92rem}
.optional{color:var(--soft);font-weight:400}
.field{margin:0 0 1.1rem}
input,textarea{width:100%;padding:.65rem .8rem;border:1px solid var(--edge);border-radius:9px;background:var(--paper);color:inherit;font:inherit}
textarea{min-height:10rem;resize:vertical}
input:focus-visible,textarea:focus-visible,button:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-color:transparent}
[aria-invalid=true]{border-color:var(--wrong)}
.wrong{margin:.35rem 0 0;color:var(--wrong);font-size:.9rem}
.alert{margin:0 0 1.25rem;padding:.75rem 1rem;border:1px solid var(--wrong);border-radius:9px;color:var(--wrong)}
button{padding:.7rem 1.4rem;border:0;border-radius:9px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer}
button:hover{filter:brightness(1.08)}
.trap{position:absolute;left:-100vw;width:1px;height:1px;overflow:hidden}
.status{display:flex;gap:.6rem;align-items:baseline;margin:1rem 0 0;padding:.75rem 1rem;border-radius:9px;background:var(--ground)}
.status::before{content:"";flex:none;width:.6rem;height:.6rem;border-radius:50%;background:var(--accent)}
.thread{list-style:none;margin:1.5rem 0 0;padding:0;display:grid;gap:.9rem}
.thread li{padding:.9rem 1.1rem;border:1px solid var(--line);border-radius:12px;overflow-wrap:anywhere}
.thread .mine{background:var(--mine);border-color:transparent}
.who{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;margin:0 0 .35rem;font-size:.88rem}
.who time{color:var(--soft)}
.words{margin:0;white-space:pre-wrap}
a.button{display:inline-block;padding:.7rem 1.4rem;border-radius:9px;background:var(--accent);color:var(--on-accent);font-weight:600;text-decoration:none}
.steps{margin:0;padding-left:1.3rem}
.steps li{margin:0 0 .4rem}
.facts{margin:.8rem 0 0;display:grid;grid-template-columns:auto 1fr;gap:.4rem 1rem;padding:.9rem 1.1rem;border-radius:9px;background:var(--ground)}
.facts dt{color:var(--soft)}
.facts dd{margin:0;font-family:ui-monospace,Consolas,monospace;overflow-wrap:anywhere;user-select:all}
.keep{margin:1.25rem 0 0;color:var(--soft);font-size:.88rem}
`;

/** The one style the pages' security policy lets in. */
const STYLES_HASH = createHash('sha256').update(STYLES).digest('base64');

/** No script, no picture, no frame, nothing from elsewhere. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLES_HASH}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
