import { Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import type { DepartmentValue } from '../../../shared/domain/settings.ts';
import { departmentIdOf, useDirectory } from '../../live/directory.ts';
import { DepartmentDot } from '../../ui/DepartmentDot.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PaneList } from '../../ui/PaneList.tsx';
import { useText } from '../../ui/text.ts';
import { useLeaveGuard } from '../../ui/useLeaveGuard.tsx';
import { DepartmentForm } from './DepartmentForm.tsx';

/** Which department is edited; `''` is one that is not saved yet. */
type Chosen = DepartmentId | '';

const NEW_DEPARTMENT: DepartmentValue = {
  name: '',
  color: 'blue',
  calendarId: '',
  reopenTo: 'lastOwner',
  assignment: 'manual',
};

interface DepartmentsDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** How each department hands its tickets out. Supervisors and administrators change it. */
export function DepartmentsDialog({ isOpen, onClose }: DepartmentsDialogProps): ReactElement {
  const t = useText();
  /** The department whose form holds changes that are not saved. */
  const [dirtyName, setDirtyName] = useState<string | null>(null);
  const leave = useLeaveGuard(dirtyName !== null, dirtyName ?? '');
  const close = (): void =>
    leave(() => {
      setDirtyName(null);
      onClose();
    });
  return (
    <Dialog opened={isOpen} onClose={close} title={t('departments:title')} size={940} centered>
      {isOpen && <Departments leave={leave} onDirty={setDirtyName} onClose={close} />}
    </Dialog>
  );
}

interface DepartmentsProps {
  readonly leave: (goOn: () => void) => void;
  readonly onDirty: (name: string | null) => void;
  readonly onClose: () => void;
}

function Departments({ leave, onDirty, onClose }: DepartmentsProps): ReactElement {
  const t = useText();
  const { departmentList, departments } = useDirectory();
  const first = departmentList[0];
  const [chosen, setChosen] = useState<Chosen>(() => (first ? departmentIdOf(first) : ''));
  const setting = departments.get(chosen);
  const choose = (next: Chosen): void => {
    if (next === chosen) return;
    leave(() => {
      onDirty(null);
      setChosen(next);
    });
  };
  return (
    <>
      <Text size="sm" c="dimmed" mb={10}>
        {t('departments:intro')}
      </Text>
      <PaneList
        label={t('departments:list')}
        entries={departmentList.map((department) => ({
          id: departmentIdOf(department),
          name: department.value.name,
          sign: <DepartmentDot color={department.value.color} />,
        }))}
        chosen={chosen}
        onChoose={choose}
        newLabel={t('departments:new')}
      >
        <DepartmentForm
          key={chosen}
          departmentId={chosen}
          value={setting?.value ?? NEW_DEPARTMENT}
          onDirty={onDirty}
          onSaved={setChosen}
          onCancel={onClose}
        />
      </PaneList>
    </>
  );
}
