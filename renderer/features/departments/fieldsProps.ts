import type { DepartmentValue, Distribution } from '../../../shared/domain/settings.ts';

/** A department with everything said, also what nobody has chosen yet. */
export type FullDepartment = DepartmentValue & { readonly distribution: Distribution };

/** What the parts of the form need. */
export interface FieldsProps {
  readonly value: FullDepartment;
  readonly set: (changes: Partial<DepartmentValue>) => void;
  readonly setDistribution: (changes: Partial<Distribution>) => void;
}
