import { Select, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import { DISTRIBUTION_FILTERS } from '../../../shared/domain/settings.ts';
import type { DistributionFilter } from '../../../shared/domain/settings.ts';
import { PRIORITIES } from '../../../shared/domain/ticket/ticket.ts';
import { useText } from '../../ui/text.ts';
import type { FieldsProps } from './fieldsProps.ts';
import { FieldGroup, FieldPair } from '../../ui/FieldGroup.tsx';
import classes from './departments.module.css';

const LEVELS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** What somebody must fulfil, each with one line, and the level that each priority asks for. */
export function ConditionFields({ value, setDistribution }: FieldsProps): ReactElement {
  const t = useText();
  const { filtersOff, levels } = value.distribution;
  const toggle = (filter: DistributionFilter, isOn: boolean): void =>
    setDistribution({
      filtersOff: DISTRIBUTION_FILTERS.filter((known) =>
        known === filter ? !isOn : filtersOff.includes(known),
      ),
    });
  function setLevel(priority: string, level: number): void {
    const others = Object.entries(levels).filter(([known]) => known !== priority);
    setDistribution({ levels: Object.fromEntries(level > 1 ? [...others, [priority, level]] : others) });
  }
  return (
    <FieldGroup title={t('departments:conditions')} hint={t('departments:conditionsHint')}>
      <FieldPair>
        {DISTRIBUTION_FILTERS.map((filter) => (
          <Switch
            key={filter}
            label={t(`departments:filters.${filter}`)}
            description={t(`departments:filterHints.${filter}`)}
            checked={!filtersOff.includes(filter)}
            onChange={(event) => toggle(filter, event.currentTarget.checked)}
          />
        ))}
      </FieldPair>
      {!filtersOff.includes('level') && (
        <div role="group" aria-label={t('departments:levels')}>
          <p className={classes['hint']}>{t('departments:levels')}</p>
          <div className={classes['levels']}>
            {PRIORITIES.map((priority) => (
              <Select
                key={priority}
                size="xs"
                label={t(`priority.${priority}`)}
                allowDeselect={false}
                value={String(levels[priority] ?? 1)}
                onChange={(level) => setLevel(priority, Number(level))}
                data={LEVELS.map((level) => ({
                  value: level,
                  label: level === '1' ? t('departments:levelAny') : level,
                }))}
              />
            ))}
          </div>
        </div>
      )}
    </FieldGroup>
  );
}
