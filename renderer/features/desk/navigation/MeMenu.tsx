import { Menu } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconBuildingCommunity,
  IconBolt,
  IconDevices,
  IconHistory,
  IconHourglass,
  IconKeyboard,
  IconLogout,
  IconPlaneDeparture,
  IconScale,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { AVAILABILITIES } from '../../../../shared/domain/settings.ts';
import type { AgentValue } from '../../../../shared/domain/settings.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useMe, useSession } from '../../../live/session.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { AvailabilityDot } from '../../../ui/AvailabilityDot.tsx';
import { useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import type { Format } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import type { Translate } from '../../../ui/text.ts';
import { useSignOut } from '../../../ui/useSignOut.tsx';
import { useDeskStore } from '../deskStore.ts';
import { useDeskActions } from '../useDeskActions.ts';
import classes from './MeMenu.module.css';

/** The signed-in agent: availability, settings, sign out. */
export function MeMenu(): ReactElement | null {
  const t = useText();
  const session = useSession();
  const { id, setting } = useMe();
  const openDialog = useDeskStore((state) => state.openDialog);
  const { openSettings, setAvailability } = useDeskActions();
  const signOut = useSignOut();
  const { agents } = useDirectory();
  const format = useFormat();
  const nowMs = useMinute();
  const sinceMs = setting?.value.availabilitySinceMs ?? 0;
  const since = sinceMs === 0 ? '' : format.moment(sinceMs, nowMs);
  const nameOf = (agentId: string): string => agents.get(agentId)?.value.name ?? t('formerAgent');
  const substitute = substituteWords(setting?.value, nameOf, nowMs, format, t);
  if (id === undefined || session?.name !== 'signedIn') return null;
  const name = setting?.value.name ?? session.email;
  const current = setting?.value.availability ?? 'off';

  return (
    <Menu position="bottom-start" width={230} withinPortal={false}>
      <Menu.Target>
        <button
          type="button"
          className={classes['me']}
          aria-label={`${t('shell:me')}: ${name}, ${t(`availability.${current}`)}`}
        >
          <Avatar id={id} name={name} size={26} isLabelled={false} />
          <span className={classes['dot']}>
            <AvailabilityDot availability={current} />
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes['person']}>
          <div className={classes['name']}>{name}</div>
          <div className={classes['email']}>{session.email}</div>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('shell:availability')}</Menu.Label>
        <Menu.RadioGroup
          value={current}
          onChange={(availability) => setAvailability(availability as AgentValue['availability'])}
        >
          {AVAILABILITIES.map((availability) => (
            <Menu.RadioItem key={availability} value={availability} closeMenuOnClick>
              <span className={classes['choice']}>
                <AvailabilityDot availability={availability} />
                {t(`availability.${availability}`)}
                {availability === current && since !== '' && (
                  <span className={classes['since']}>{t('departments:since', { time: since })}</span>
                )}
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Item
          leftSection={<IconPlaneDeparture size={15} stroke={1.7} />}
          onClick={() => openDialog('substitute')}
        >
          {substitute}
        </Menu.Item>
        <Menu.Divider />
        {setting !== undefined && setting.value.role !== 'agent' && (
          <>
            <Menu.Item leftSection={<IconUsers size={15} stroke={1.7} />} onClick={() => openDialog('team')}>
              {t('team:title')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconBuildingCommunity size={15} stroke={1.7} />}
              onClick={() => openDialog('departments')}
            >
              {t('departments:title')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconScale size={15} stroke={1.7} />}
              onClick={() => openDialog('rebalance')}
            >
              {t('assignment:rebalance.title')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconHistory size={15} stroke={1.7} />}
              onClick={() => openDialog('whatIf')}
            >
              {t('assignment:whatIf.title')}
            </Menu.Item>
            <Menu.Item leftSection={<IconBolt size={15} stroke={1.7} />} onClick={() => openDialog('rules')}>
              {t('rules:title')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconHourglass size={15} stroke={1.7} />}
              onClick={() => openDialog('serviceLevels')}
            >
              {t('serviceLevels:title')}
            </Menu.Item>
          </>
        )}
        <Menu.Item
          leftSection={<IconDevices size={15} stroke={1.7} />}
          onClick={() => openSettings('account')}
        >
          {t('team:account')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconAdjustmentsHorizontal size={15} stroke={1.7} />}
          onClick={() => openSettings(null)}
        >
          {t('shell:settings')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={15} stroke={1.7} />}
          onClick={() => openDialog('shortcuts')}
        >
          {t('shell:shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} stroke={1.7} />} onClick={signOut}>
          {t('session:signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Who takes over while this agent is away, or the way to say so. */
function substituteWords(
  me: AgentValue | undefined,
  nameOf: (agentId: string) => string,
  nowMs: number,
  format: Format,
  t: Translate,
): string {
  const untilMs = me?.substituteUntilMs ?? 0;
  const isOver = untilMs !== 0 && untilMs <= nowMs;
  if (!me || me.substituteId === '' || isOver) return t('departments:substitute.menu');
  const name = nameOf(me.substituteId);
  return untilMs === 0
    ? t('departments:substitute.current', { name })
    : t('departments:substitute.currentUntil', { name, date: format.moment(untilMs, nowMs) });
}
