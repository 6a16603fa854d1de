import {
  IconAlarm,
  IconCheck,
  IconCircleCheck,
  IconCoffee,
  IconHourglassEmpty,
  IconInbox,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { STANDARD_VIEWS, ViewId } from '../../../../shared/domain/views.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useText } from '../../../ui/text.ts';
import { isDepartmentView } from '../viewNames.ts';

const ICONS: Readonly<Record<(typeof STANDARD_VIEWS)[number], Icon>> = {
  mine: IconCoffee,
  unassigned: IconUsers,
  allOpen: IconInbox,
  waiting: IconHourglassEmpty,
  snoozed: IconAlarm,
  solved: IconCircleCheck,
  atRisk: IconShieldCheck,
};

/** What a view shows without tickets: why it is empty. */
export function EmptyView({ view }: { readonly view: ViewId }): ReactElement {
  const t = useText();
  const kind = isDepartmentView(view) ? 'department' : view;
  const icon = kind === 'department' ? IconCheck : ICONS[kind];
  return <EmptyState icon={icon} title={t(`list:empty.${kind}.title`)} text={t(`list:empty.${kind}.text`)} />;
}
