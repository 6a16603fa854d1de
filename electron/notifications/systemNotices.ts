/** What a button on a notice does. */
export type NoticeAction = 'take' | 'snooze' | 'open';

/** A notice as the system is asked to show it, in plain text. */
export interface SystemNotice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** The system makes no noise of its own. */
  readonly isSilent: boolean;
  /** Shown where the system has buttons, in this order. */
  readonly buttons: readonly { readonly action: NoticeAction; readonly label: string }[];
  /** An answer can be typed into it, where the system has that; null for none. */
  readonly reply: { readonly placeholder: string } | null;
}

/** Hears what becomes of a notice. */
export interface NoticeListener {
  onShown(): void;
  onFailed(reason: string): void;
  onClick(): void;
  onAction(action: NoticeAction): void;
  onReply(text: string): void;
}

/** A notice that was handed to the system. */
export interface ShownNotice {
  /** Takes it off the screen where the system still has it. */
  close(): void;
}

/**
 * The system's notices. A notice is shown or fails at most once, and then not both; a system may also say nothing at all. Of
 * clicks, actions and replies none comes before the notice was handed over.
 */
export interface SystemNotices {
  isSupported(): boolean;
  show(notice: SystemNotice, listener: NoticeListener): ShownNotice;
}
