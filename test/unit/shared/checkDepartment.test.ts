import { expect, it } from 'vitest';
import { checkDepartment } from '../../../shared/domain/checkDepartment.ts';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import { DISTRIBUTION_FILTERS } from '../../../shared/domain/settings.ts';
import { aDepartmentValue } from '../../support/teamBuilders.ts';

const others = [
  ['support', { name: 'Support' }],
  ['billing', { name: 'Billing' }],
] as const;

it('takes a name that nobody else has, its own included', () => {
  const value = aDepartmentValue({ name: 'Support' });
  expect(checkDepartment('support' as DepartmentId, value, others)).toEqual([]);
  expect(checkDepartment('', value, others)).toEqual(['nameTaken']);
  expect(checkDepartment('', aDepartmentValue({ name: ' bILLing ' }), others)).toEqual(['nameTaken']);
  expect(checkDepartment('', aDepartmentValue({ name: '  ' }), others)).toEqual(['nameMissing']);
});

it('hands nothing out by itself without any condition', () => {
  const off = { filtersOff: [...DISTRIBUTION_FILTERS] };
  const named = { name: 'New' };
  expect(checkDepartment('', aDepartmentValue(named, off), others)).toEqual(['allFiltersOff']);
  expect(checkDepartment('', aDepartmentValue({ ...named, assignment: 'manual' }, off), others)).toEqual([]);
});
