import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import i18next from 'i18next';

export function toast(message: string) {
  notifications.show({ message, icon: <IconCheck size={16} />, autoClose: 4_000, withBorder: true, color: 'barber' });
}

export function toastError(message: string) {
  notifications.show({ message, icon: <IconAlertTriangle size={16} />, autoClose: 8_000, withBorder: true, color: 'red', role: 'alert' });
}

/** Undo instead of "are you sure": the change is made, and this offers the way back for eight seconds. */
export function toastUndo(message: string, undo: () => void) {
  const id = notifications.show({
    autoClose: 8_000, withBorder: true, icon: <IconCheck size={16} />, color: 'barber',
    message: (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        {message}
        <Button size="compact-sm" variant="subtle" onClick={() => { notifications.hide(id); undo(); }}>{i18next.t('undo')}</Button>
      </span>
    ),
  });
}
