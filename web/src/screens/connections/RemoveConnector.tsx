import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { connectionsQuery } from '@/api/hubQueries';
import type { CatalogueEntry } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { sentenceOf } from '@/parts/fields';
import { Panel } from '@/parts/Panel';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';

/** Ends a connector of the network's own. Its versions are kept. */
export function RemoveConnector({ connector }: { connector: CatalogueEntry }) {
  const { t } = useTranslation('connections');
  const { network } = useScope();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const used = (useQuery(connectionsQuery(network.id)).data ?? []).filter((one) => one.vendor === connector.vendor).length;
  const [isAsked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.delete(paths.connector(network.id, connector.vendor)),
    onSuccess: async () => { toast(t('own.removed', { title: connector.title })); await queries.invalidateQueries({ queryKey: ['integration-catalogue', network.id] }); await navigate({ to: '/integrations/connectors' }); },
    onError: (error) => { setAsked(false); toastError(sentenceOf(error, t('common:failed'))); },
  });
  return (
    <Panel title={t('remove.title')} note={t('own.removeNote')}>
      <Button color="red" variant="light" onClick={() => setAsked(true)}>{t('own.remove')}</Button>
      <Modal opened={isAsked} onClose={() => setAsked(false)} title={t('remove.ask', { name: connector.title })} centered closeButtonProps={{ 'aria-label': t('common:close') }}>
        <p>{t(used > 0 ? 'own.removeUsed' : 'own.removeText', { count: used })}</p>
        <div className={styles.buttons} style={{ marginTop: 20 }}>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>{t('own.remove')}</Button>
          <Button variant="default" data-autofocus onClick={() => setAsked(false)}>{t('remove.keep')}</Button>
        </div>
      </Modal>
    </Panel>
  );
}
