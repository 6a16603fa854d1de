import { Radio, Select, Stack, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DepartmentValue, Distribution } from '../../../shared/domain/settings.ts';
import { useText } from '../../ui/text.ts';
import type { FieldsProps } from './fieldsProps.ts';
import { FieldGroup } from '../../ui/FieldGroup.tsx';

const METHODS = ['manual', 'leastLoaded', 'roundRobin', 'bestSkill'] as const;
const ORDERS = ['nearestDue', 'oldestFirst'] as const;

/** Who comes first, and which ticket. */
export function HandingOutFields({ value, set, setDistribution }: FieldsProps): ReactElement {
  const t = useText();
  const { distribution } = value;
  return (
    <FieldGroup title={t('departments:handingOut')}>
      <Radio.Group
        label={t('departments:method')}
        value={value.assignment}
        onChange={(assignment: string) => set({ assignment: assignment as DepartmentValue['assignment'] })}
      >
        <Stack gap={7} pt={6}>
          {METHODS.map((method) => (
            <Radio
              key={method}
              value={method}
              label={t(`departments:methods.${method}`)}
              description={t(`departments:methodHints.${method}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        w={300}
        label={t('departments:order')}
        allowDeselect={false}
        value={distribution.order}
        onChange={(order) => setDistribution({ order: order as Distribution['order'] })}
        data={ORDERS.map((order) => ({ value: order, label: t(`departments:orders.${order}`) }))}
      />
      <Switch
        label={t('departments:prefersLast')}
        description={t('departments:prefersLastHint')}
        checked={distribution.prefersLastAgent}
        onChange={(event) => setDistribution({ prefersLastAgent: event.currentTarget.checked })}
      />
    </FieldGroup>
  );
}
