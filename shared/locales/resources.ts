import { common as enCommon } from './en/common.ts';
import { errors as enErrors } from './en/errors.ts';
import { session as enSession } from './en/session.ts';
import { shell as enShell } from './en/shell.ts';
import { list as enList } from './en/list.ts';
import { ticket as enTicket } from './en/ticket.ts';
import { composer as enComposer } from './en/composer.ts';
import { sidePanel as enSidePanel } from './en/sidePanel.ts';
import { dialogs as enDialogs } from './en/dialogs.ts';
import { notices as enNotices } from './en/notices.ts';
import { noticeCentre as enNoticeCentre } from './en/noticeCentre.ts';
import { menu as enMenu } from './en/menu.ts';
import { form as enForm } from './en/form.ts';
import { search as enSearch } from './en/search.ts';
import { team as enTeam } from './en/team.ts';
import { waiting as enWaiting } from './en/waiting.ts';
import { presence as enPresence } from './en/presence.ts';
import { assignment as enAssignment } from './en/assignment.ts';
import { departments as enDepartments } from './en/departments.ts';
import { rules as enRules } from './en/rules.ts';
import { wall as enWall } from './en/wall.ts';
import { serviceLevels as enServiceLevels } from './en/serviceLevels.ts';
import { due as enDue } from './en/due.ts';
import { reports as enReports } from './en/reports.ts';
import { crash as enCrash } from './en/crash.ts';
import { updates as enUpdates } from './en/updates.ts';
import { desktop as enDesktop } from './en/desktop.ts';
import { settings as enSettings } from './en/settings.ts';
import { introduction as enIntroduction } from './en/introduction.ts';
import { common as ptBRCommon } from './ptBR/common.ts';
import { errors as ptBRErrors } from './ptBR/errors.ts';
import { session as ptBRSession } from './ptBR/session.ts';
import { shell as ptBRShell } from './ptBR/shell.ts';
import { list as ptBRList } from './ptBR/list.ts';
import { ticket as ptBRTicket } from './ptBR/ticket.ts';
import { composer as ptBRComposer } from './ptBR/composer.ts';
import { sidePanel as ptBRSidePanel } from './ptBR/sidePanel.ts';
import { dialogs as ptBRDialogs } from './ptBR/dialogs.ts';
import { notices as ptBRNotices } from './ptBR/notices.ts';
import { noticeCentre as ptBRNoticeCentre } from './ptBR/noticeCentre.ts';
import { menu as ptBRMenu } from './ptBR/menu.ts';
import { form as ptBRForm } from './ptBR/form.ts';
import { search as ptBRSearch } from './ptBR/search.ts';
import { team as ptBRTeam } from './ptBR/team.ts';
import { waiting as ptBRWaiting } from './ptBR/waiting.ts';
import { presence as ptBRPresence } from './ptBR/presence.ts';
import { assignment as ptBRAssignment } from './ptBR/assignment.ts';
import { departments as ptBRDepartments } from './ptBR/departments.ts';
import { rules as ptBRRules } from './ptBR/rules.ts';
import { wall as ptBRWall } from './ptBR/wall.ts';
import { serviceLevels as ptBRServiceLevels } from './ptBR/serviceLevels.ts';
import { due as ptBRDue } from './ptBR/due.ts';
import { reports as ptBRReports } from './ptBR/reports.ts';
import { crash as ptBRCrash } from './ptBR/crash.ts';
import { updates as ptBRUpdates } from './ptBR/updates.ts';
import { desktop as ptBRDesktop } from './ptBR/desktop.ts';
import { settings as ptBRSettings } from './ptBR/settings.ts';
import { introduction as ptBRIntroduction } from './ptBR/introduction.ts';
import { common as csCommon } from './cs/common.ts';
import { errors as csErrors } from './cs/errors.ts';
import { session as csSession } from './cs/session.ts';
import { shell as csShell } from './cs/shell.ts';
import { list as csList } from './cs/list.ts';
import { ticket as csTicket } from './cs/ticket.ts';
import { composer as csComposer } from './cs/composer.ts';
import { sidePanel as csSidePanel } from './cs/sidePanel.ts';
import { dialogs as csDialogs } from './cs/dialogs.ts';
import { notices as csNotices } from './cs/notices.ts';
import { noticeCentre as csNoticeCentre } from './cs/noticeCentre.ts';
import { menu as csMenu } from './cs/menu.ts';
import { form as csForm } from './cs/form.ts';
import { search as csSearch } from './cs/search.ts';
import { team as csTeam } from './cs/team.ts';
import { waiting as csWaiting } from './cs/waiting.ts';
import { presence as csPresence } from './cs/presence.ts';
import { assignment as csAssignment } from './cs/assignment.ts';
import { departments as csDepartments } from './cs/departments.ts';
import { rules as csRules } from './cs/rules.ts';
import { wall as csWall } from './cs/wall.ts';
import { serviceLevels as csServiceLevels } from './cs/serviceLevels.ts';
import { due as csDue } from './cs/due.ts';
import { reports as csReports } from './cs/reports.ts';
import { crash as csCrash } from './cs/crash.ts';
import { updates as csUpdates } from './cs/updates.ts';
import { desktop as csDesktop } from './cs/desktop.ts';
import { settings as csSettings } from './cs/settings.ts';
import { introduction as csIntroduction } from './cs/introduction.ts';
import { common as roCommon } from './ro/common.ts';
import { errors as roErrors } from './ro/errors.ts';
import { session as roSession } from './ro/session.ts';
import { shell as roShell } from './ro/shell.ts';
import { list as roList } from './ro/list.ts';
import { ticket as roTicket } from './ro/ticket.ts';
import { composer as roComposer } from './ro/composer.ts';
import { sidePanel as roSidePanel } from './ro/sidePanel.ts';
import { dialogs as roDialogs } from './ro/dialogs.ts';
import { notices as roNotices } from './ro/notices.ts';
import { noticeCentre as roNoticeCentre } from './ro/noticeCentre.ts';
import { menu as roMenu } from './ro/menu.ts';
import { form as roForm } from './ro/form.ts';
import { search as roSearch } from './ro/search.ts';
import { team as roTeam } from './ro/team.ts';
import { waiting as roWaiting } from './ro/waiting.ts';
import { presence as roPresence } from './ro/presence.ts';
import { assignment as roAssignment } from './ro/assignment.ts';
import { departments as roDepartments } from './ro/departments.ts';
import { rules as roRules } from './ro/rules.ts';
import { wall as roWall } from './ro/wall.ts';
import { serviceLevels as roServiceLevels } from './ro/serviceLevels.ts';
import { due as roDue } from './ro/due.ts';
import { reports as roReports } from './ro/reports.ts';
import { crash as roCrash } from './ro/crash.ts';
import { updates as roUpdates } from './ro/updates.ts';
import { desktop as roDesktop } from './ro/desktop.ts';
import { settings as roSettings } from './ro/settings.ts';
import { introduction as roIntroduction } from './ro/introduction.ts';
import type { Texts } from './texts.ts';

/** The areas of text; each is one i18next namespace. */
export const AREAS = [
  'common',
  'errors',
  'session',
  'shell',
  'list',
  'ticket',
  'composer',
  'sidePanel',
  'dialogs',
  'notices',
  'noticeCentre',
  'menu',
  'form',
  'search',
  'team',
  'waiting',
  'presence',
  'assignment',
  'departments',
  'rules',
  'wall',
  'serviceLevels',
  'due',
  'reports',
  'updates',
  'crash',
  'desktop',
  'settings',
  'introduction',
] as const;
export type Area = (typeof AREAS)[number];

/** Every text of Baton by BCP 47 language and area. English is the reference: the others carry the same keys. */
export const RESOURCES = {
  en: {
    common: enCommon,
    errors: enErrors,
    session: enSession,
    shell: enShell,
    list: enList,
    ticket: enTicket,
    composer: enComposer,
    sidePanel: enSidePanel,
    dialogs: enDialogs,
    notices: enNotices,
    noticeCentre: enNoticeCentre,
    menu: enMenu,
    form: enForm,
    search: enSearch,
    team: enTeam,
    waiting: enWaiting,
    presence: enPresence,
    assignment: enAssignment,
    departments: enDepartments,
    rules: enRules,
    wall: enWall,
    serviceLevels: enServiceLevels,
    due: enDue,
    reports: enReports,
    updates: enUpdates,
    crash: enCrash,
    desktop: enDesktop,
    settings: enSettings,
    introduction: enIntroduction,
  },
  'pt-BR': {
    common: ptBRCommon,
    errors: ptBRErrors,
    session: ptBRSession,
    shell: ptBRShell,
    list: ptBRList,
    ticket: ptBRTicket,
    composer: ptBRComposer,
    sidePanel: ptBRSidePanel,
    dialogs: ptBRDialogs,
    notices: ptBRNotices,
    noticeCentre: ptBRNoticeCentre,
    menu: ptBRMenu,
    form: ptBRForm,
    search: ptBRSearch,
    team: ptBRTeam,
    waiting: ptBRWaiting,
    presence: ptBRPresence,
    assignment: ptBRAssignment,
    departments: ptBRDepartments,
    rules: ptBRRules,
    wall: ptBRWall,
    serviceLevels: ptBRServiceLevels,
    due: ptBRDue,
    reports: ptBRReports,
    updates: ptBRUpdates,
    crash: ptBRCrash,
    desktop: ptBRDesktop,
    settings: ptBRSettings,
    introduction: ptBRIntroduction,
  },
  cs: {
    common: csCommon,
    errors: csErrors,
    session: csSession,
    shell: csShell,
    list: csList,
    ticket: csTicket,
    composer: csComposer,
    sidePanel: csSidePanel,
    dialogs: csDialogs,
    notices: csNotices,
    noticeCentre: csNoticeCentre,
    menu: csMenu,
    form: csForm,
    search: csSearch,
    team: csTeam,
    waiting: csWaiting,
    presence: csPresence,
    assignment: csAssignment,
    departments: csDepartments,
    rules: csRules,
    wall: csWall,
    serviceLevels: csServiceLevels,
    due: csDue,
    reports: csReports,
    updates: csUpdates,
    crash: csCrash,
    desktop: csDesktop,
    settings: csSettings,
    introduction: csIntroduction,
  },
  ro: {
    common: roCommon,
    errors: roErrors,
    session: roSession,
    shell: roShell,
    list: roList,
    ticket: roTicket,
    composer: roComposer,
    sidePanel: roSidePanel,
    dialogs: roDialogs,
    notices: roNotices,
    noticeCentre: roNoticeCentre,
    menu: roMenu,
    form: roForm,
    search: roSearch,
    team: roTeam,
    waiting: roWaiting,
    presence: roPresence,
    assignment: roAssignment,
    departments: roDepartments,
    rules: roRules,
    wall: roWall,
    serviceLevels: roServiceLevels,
    due: roDue,
    reports: roReports,
    updates: roUpdates,
    crash: roCrash,
    desktop: roDesktop,
    settings: roSettings,
    introduction: roIntroduction,
  },
} as const satisfies Record<string, Record<Area, Texts>>;
