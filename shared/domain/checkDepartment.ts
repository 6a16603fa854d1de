import type { DepartmentId } from './ids.ts';
import { DISTRIBUTION_FILTERS, distributionOf, type DepartmentValue } from './settings.ts';

/** Why a department cannot be saved as it is. */
export type DepartmentProblem = 'nameMissing' | 'nameTaken' | 'allFiltersOff';

/**
 * What stands in the way of saving a department; empty when nothing does. `others` are the workspace's departments by id;
 * the department itself may be among them. Without any condition an automatic method would give work to people who are off
 * duty and full.
 */
export function checkDepartment(
  departmentId: DepartmentId | '',
  value: DepartmentValue,
  others: Iterable<readonly [string, Pick<DepartmentValue, 'name'>]>,
): DepartmentProblem[] {
  const problems: DepartmentProblem[] = [];
  const name = plain(value.name);
  if (name === '') problems.push('nameMissing');
  for (const [id, other] of others) {
    if (id === departmentId || name === '' || plain(other.name) !== name) continue;
    problems.push('nameTaken');
    break;
  }
  const { filtersOff } = distributionOf(value);
  const isAutomatic = value.assignment !== 'manual';
  if (isAutomatic && DISTRIBUTION_FILTERS.every((filter) => filtersOff.includes(filter)))
    problems.push('allFiltersOff');
  return problems;
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
