import type { NoticeSettings } from '../../../shared/domain/noticeSettings.ts';

/** The settings, and how one part of them is changed. */
export interface NoticeSettingsProps {
  readonly settings: NoticeSettings;
  readonly onChange: (changes: Partial<NoticeSettings>) => void;
}

/** The IANA zone of this computer. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
