import { SegmentedControl, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Preferences } from '../../../shared/ipc/preferences.ts';
import { ZOOM_STEPS } from '../../../shared/ipc/desktop.ts';
import { useFormat } from '../../ui/format.ts';
import { keyWords } from '../../ui/Kbd.tsx';
import { useText } from '../../ui/text.ts';
import { SettingLine } from './SettingLine.tsx';
import { useSetPreferences } from './useSetPreferences.ts';

/** Theme, size and density. */
export function AppearanceSection({ preferences }: { readonly preferences: Preferences }): ReactElement {
  const t = useText();
  const format = useFormat();
  const set = useSetPreferences();
  const sizes = [...new Set([...ZOOM_STEPS, preferences.zoomPercent])].sort((a, b) => a - b);
  return (
    <>
      <SettingLine id="theme" label={t('shell:theme.label')}>
        <SegmentedControl<Preferences['colorScheme']>
          size="xs"
          aria-labelledby="theme-label"
          value={preferences.colorScheme}
          onChange={(colorScheme) => set({ colorScheme })}
          data={(['light', 'dark', 'auto'] as const).map((value) => ({
            value,
            label: t(`shell:theme.${value}`),
          }))}
        />
      </SettingLine>
      <SettingLine
        id="size"
        label={t('settings:size.label')}
        help={t('settings:size.help', { smaller: keyWords(['mod', '-']), larger: keyWords(['mod', '+']) })}
      >
        <Select
          size="xs"
          w={130}
          aria-labelledby="size-label"
          aria-describedby="size-help"
          allowDeselect={false}
          value={String(preferences.zoomPercent)}
          onChange={(percent) => {
            if (percent !== null) set({ zoomPercent: Number(percent) });
          }}
          data={sizes.map((percent) => ({ value: String(percent), label: format.percent(percent / 100) }))}
        />
      </SettingLine>
      <SettingLine id="density" label={t('shell:density.label')}>
        <SegmentedControl<Preferences['density']>
          size="xs"
          aria-labelledby="density-label"
          value={preferences.density}
          onChange={(density) => set({ density })}
          data={(['comfortable', 'compact'] as const).map((value) => ({
            value,
            label: t(`shell:density.${value}`),
          }))}
        />
      </SettingLine>
    </>
  );
}
