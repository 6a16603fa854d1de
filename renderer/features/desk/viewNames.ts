import { useMemo } from 'react';
import type { STANDARD_VIEWS, ViewId } from '../../../shared/domain/views.ts';
import { useDirectory } from '../../live/directory.ts';
import { useMe } from '../../live/session.ts';
import { useText } from '../../ui/text.ts';

type StandardView = (typeof STANDARD_VIEWS)[number];
type DepartmentView = Exclude<ViewId, StandardView>;

/** True for `department:<id>`. */
export function isDepartmentView(view: ViewId): view is DepartmentView {
  return view.startsWith('department:');
}

/** The order of the standard views in the navigation: one's own work first. */
const VIEW_ORDER: readonly StandardView[] = [
  'mine',
  'unassigned',
  'atRisk',
  'allOpen',
  'waiting',
  'snoozed',
  'solved',
];

/** A view as the navigation shows it; `color` is a department's colour. */
export interface NamedView {
  readonly id: ViewId;
  readonly name: string;
  readonly color: string | undefined;
}

/** Every view of the signed-in agent in the order of the navigation: the standard ones, then their departments. */
export function useNamedViews(): readonly NamedView[] {
  const t = useText();
  const { departments } = useDirectory();
  const { setting } = useMe();
  const mine = setting?.value.departmentIds;
  return useMemo(() => {
    const standard = VIEW_ORDER.map((id): NamedView => ({
      id,
      name: t(`shell:views.${id}`),
      color: undefined,
    }));
    const ofDepartments = (mine ?? []).flatMap((departmentId): NamedView[] => {
      const department = departments.get(departmentId);
      if (!department) return [];
      return [
        { id: `department:${departmentId}`, name: department.value.name, color: department.value.color },
      ];
    });
    return [...standard, ...ofDepartments];
  }, [t, mine, departments]);
}
