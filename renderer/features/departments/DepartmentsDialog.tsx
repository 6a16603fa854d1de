import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import type { DepartmentValue } from '../../../shared/domain/settings.ts';
import { departmentIdOf, useDirectory } from '../../live/directory.ts';
import { DepartmentDot } from '../../ui/DepartmentDot.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../../ui/text.ts';
import { useLeaveGuard } from '../../ui/useLeaveGuard.tsx';
import { DepartmentForm } from './DepartmentForm.tsx';
import classes from './departments.module.css';

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
      <div className={classes['panes']}>
        <nav className={classes['list']} aria-label={t('departments:list')}>
          {departmentList.map((department) => (
            <UnstyledButton
              key={department.id}
              className={classes['item']}
              aria-current={departmentIdOf(department) === chosen || undefined}
              data-autofocus={department === first || undefined}
              onClick={() => choose(departmentIdOf(department))}
            >
              <DepartmentDot color={department.value.color} />
              <span className={classes['itemName']}>{department.value.name}</span>
            </UnstyledButton>
          ))}
          <Button
            size="xs"
            variant="default"
            mt={8}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => choose('')}
          >
            {t('departments:new')}
          </Button>
        </nav>
        <DepartmentForm
          key={chosen}
          departmentId={chosen}
          value={setting?.value ?? NEW_DEPARTMENT}
          onDirty={onDirty}
          onSaved={setChosen}
          onCancel={onClose}
        />
      </div>
    </>
  );
}
