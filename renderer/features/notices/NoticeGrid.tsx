import { Checkbox } from '@mantine/core';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { channelsOf, NOTICE_CHANNELS, NOTICE_EVENTS } from '../../../shared/domain/noticeSettings.ts';
import type { NoticeChannel, NoticeEvent } from '../../../shared/domain/noticeSettings.ts';
import { useMe } from '../../live/session.ts';
import { useText } from '../../ui/text.ts';
import classes from './notices.module.css';
import type { NoticeSettingsProps } from './noticeSettingsProps.ts';

/** Agents are never told of deadlines that are somebody else's. */
const FOR_SUPERVISORS: readonly NoticeEvent[] = ['teamSlaWarning', 'teamSlaBreach'];

/** Which events are told by which channels, as a table of checkboxes. */
export function NoticeGrid({ settings, onChange }: NoticeSettingsProps): ReactElement {
  const t = useText();
  const headingId = useId();
  const { setting } = useMe();
  const isAgent = setting?.value.role === 'agent';
  const events = NOTICE_EVENTS.filter((event) => !isAgent || !FOR_SUPERVISORS.includes(event));

  function set(event: NoticeEvent, channel: NoticeChannel, isOn: boolean): void {
    const others = channelsOf(settings, event).filter((one) => one !== channel);
    const channels = NOTICE_CHANNELS.filter((one) => (one === channel ? isOn : others.includes(one)));
    onChange({ grid: { ...settings.grid, [event]: channels } });
  }

  return (
    <section className={classes['section']} aria-labelledby={headingId}>
      <h3 className={classes['heading']} id={headingId}>
        {t('noticeCentre:settingsTitle')}
      </h3>
      <p className={classes['hint']}>{t('noticeCentre:settingsHint')}</p>
      <table className={classes['grid']} aria-labelledby={headingId}>
        <thead>
          <tr>
            <th scope="col">{t('noticeCentre:event')}</th>
            {NOTICE_CHANNELS.map((channel) => (
              <th key={channel} scope="col" title={t(`noticeCentre:channelHint.${channel}`)}>
                {t(`noticeCentre:channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event}>
              <th scope="row">{t(`noticeCentre:events.${event}`)}</th>
              {NOTICE_CHANNELS.map((channel) => (
                <td key={channel}>
                  <Checkbox
                    size="xs"
                    aria-label={`${t(`noticeCentre:events.${event}`)}: ${t(`noticeCentre:channel.${channel}`)}`}
                    checked={channelsOf(settings, event).includes(channel)}
                    onChange={({ currentTarget }) => set(event, channel, currentTarget.checked)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
