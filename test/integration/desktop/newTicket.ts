import type { DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import type { TestDesk } from '../../support/deskHarness.ts';

function departmentOf(desk: TestDesk): DepartmentId {
  const found = desk.workspace.directory.settings().find((setting) => setting.kind === 'department');
  return (found?.id ?? '') as string as DepartmentId;
}

/** Takes a ticket down for Carla, who has called. */
export async function newTicket(desk: TestDesk, subject: string): Promise<TicketId> {
  const { ticketId } = await desk.workspace.tickets.create({
    contact: { kind: 'new', name: 'Carla', email: 'carla@example.org', phone: '' },
    subject,
    html: '<p>It does not work.</p>',
    departmentId: departmentOf(desk),
    assigneeId: NOBODY,
    priority: 'normal',
    channel: 'phone',
    tags: [],
  });
  return ticketId;
}
