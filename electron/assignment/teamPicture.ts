/** By which picture of who is online this desk claims: while it waits for another one, and once it has waited long enough. */
export interface TeamPicture {
  /** Whether to claim by `picture` now, and with it as the assumption. */
  stance(picture: string, nowMs: number): PictureStance;
  /** The server has refused a claim made by `picture`. */
  refused(picture: string, nowMs: number): void;
}

/** `claims` without a picture: the server is not asked whether it agrees. */
export type PictureStance =
  | { readonly name: 'claims'; readonly picture: string | undefined }
  | { readonly name: 'waits'; readonly untilMs: number };

/** The news that made the server refuse is on its way; asking again sooner would only be refused again. */
const PAUSE_MS = 1000;
/** So long the two may disagree. A ticket without an owner is worse than one that is handed out a little unevenly. */
const PATIENCE_MS = 5000;

/** Nothing has been refused yet. */
export function createTeamPicture(): TeamPicture {
  let refusal: { readonly picture: string; readonly sinceMs: number; readonly lastMs: number } | undefined;

  return {
    stance: (picture, nowMs) => {
      if (refusal?.picture !== picture) return { name: 'claims', picture };
      if (nowMs >= refusal.lastMs && nowMs < refusal.lastMs + PAUSE_MS)
        return { name: 'waits', untilMs: refusal.lastMs + PAUSE_MS };
      return { name: 'claims', picture: nowMs - refusal.sinceMs < PATIENCE_MS ? picture : undefined };
    },
    refused: (picture, nowMs) => {
      const sinceMs = refusal?.picture === picture ? refusal.sinceMs : nowMs;
      refusal = { picture, sinceMs, lastMs: nowMs };
    },
  };
}
