import type { CalendarId, DepartmentId } from '../../shared/domain/ids.ts';
import type { DemoDepartment } from './situations.ts';

export const DEPARTMENT_IDS: Readonly<Record<DemoDepartment, DepartmentId>> = {
  support: 'demo-department-support' as DepartmentId,
  billing: 'demo-department-billing' as DepartmentId,
  service: 'demo-department-service' as DepartmentId,
};

export const PRAGUE_CALENDAR_ID = 'demo-calendar-prague' as CalendarId;
export const SAO_PAULO_CALENDAR_ID = 'demo-calendar-sao-paulo' as CalendarId;

/** Rules that left a trace in the tickets' histories. */
export const VIP_RULE_ID = 'demo-rule-vip';
export const SAFETY_RULE_ID = 'demo-rule-safety';
