import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Hub.module.css';
import { useBulk } from './useHubWork';

/** What can be done to all that is chosen. */
export function BulkBar({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const { t } = useTranslation('connections');
  const { bulk, resync } = useBulk(onDone);
  const [isAsked, setAsked] = useState(false);
  const isBusy = bulk.isPending || resync.isPending;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bulk.label')}>
      <b>{t('bulk.chosen', { count: ids.length })}</b>
      <Button size="sm" variant="default" disabled={isBusy} onClick={() => resync.mutate(ids)}>{t('bulk.sync')}</Button>
      {(['pause', 'resume', 'test', 'renew'] as const).map((action) => <Button key={action} size="sm" variant="default" disabled={isBusy} onClick={() => bulk.mutate({ action, ids })}>{t(`bulk.${action}`)}</Button>)}
      <Button size="sm" variant="light" color="red" disabled={isBusy} onClick={() => setAsked(true)}>{t('bulk.remove')}</Button>
      <Button size="sm" variant="subtle" onClick={onDone}>{t('bulk.clear')}</Button>
      <Modal opened={isAsked} onClose={() => setAsked(false)} title={t('bulk.ask', { count: ids.length })} centered closeButtonProps={{ 'aria-label': t('common:close') }}>
        <p>{t('remove.text')}</p>
        <div className={styles.buttons} style={{ marginTop: 20 }}>
          <Button color="red" loading={bulk.isPending} onClick={() => bulk.mutate({ action: 'remove', ids }, { onSettled: () => setAsked(false) })}>{t('bulk.remove')}</Button>
          <Button variant="default" data-autofocus onClick={() => setAsked(false)}>{t('remove.keep')}</Button>
        </div>
      </Modal>
    </div>
  );
}
