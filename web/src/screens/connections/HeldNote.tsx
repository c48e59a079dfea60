import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection } from '@/api/hubTypes';
import { Note } from '@/parts/Note';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';

// Without a way there it is shown beside already.
interface Props { connection: Connection; onPlaces: (() => void) | undefined; onErrors: (() => void) | undefined }

/** Says that items wait, and for what: a connection that reads well and brings nothing looks as if it worked. */
export function HeldNote({ connection, onPlaces, onErrors }: Props) {
  const { t } = useTranslation('connections');
  const { network } = useScope();
  const queries = connectionQueries(network.id, connection.id);
  const held = (useQuery(queries.streams).data?.items ?? []).reduce((sum, one) => sum + one.held, 0);
  const places = useQuery({ ...queries.places, enabled: held > 0 });
  const open = (places.data?.items ?? []).filter((one) => !one.locationId && !one.ignored).length;
  if (held === 0) return null;
  return (
    <Note kind="watch" role="status">
      <span className={styles.line}>
        <span>{t(open > 0 ? 'held.places' : 'held.other', { count: held })}</span>
        {open > 0 ? onPlaces && <Button size="compact-sm" variant="default" onClick={onPlaces}>{t('outcome.places')}</Button> : onErrors && <Button size="compact-sm" variant="default" onClick={onErrors}>{t('held.look')}</Button>}
      </span>
    </Note>
  );
}
