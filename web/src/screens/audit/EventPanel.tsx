import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditEvent } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { SidePanel } from '@/parts/SidePanel';
import { useScope } from '@/scope/Scope';
import { changesOf } from './changes';
import styles from './EventPanel.module.css';

/** One event with what it was before and after. */
export function EventPanel({ event, actionName, onActor, onClose }: { event: AuditEvent; actionName: string; onActor: (actor: string) => void; onClose: () => void }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const { tree } = useScope();
  const groups = changesOf(event.changes ?? null);
  return (
    <SidePanel title={event.summary} note={format.instant(event.at)} onClose={onClose}>
      {groups.map((group, index) => (
        <div key={group.id ?? index} className={styles.group}>
          {group.id && <p className={styles.id}>{group.id}</p>}
          <table className={styles.changes}>
            <thead><tr><th scope="col">{t('field')}</th><th scope="col">{t('before')}</th><th scope="col">{t('after')}</th></tr></thead>
            <tbody>
              {group.fields.map((field) => (
                <tr key={field.name}>
                  <th scope="row">{field.name.replaceAll('_', ' ')}</th>
                  <td className={styles.was}>{field.from ?? '–'}</td>
                  <td className={styles.is}>{field.to ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      {groups.length === 0 && <p className="muted" style={{ padding: '8px 0 12px' }}>{event.rowCount > 1 ? t('manyRows', { count: event.rowCount }) : t('noChanges')}</p>}
      <Facts facts={[
        [t('column.who'), <>{event.actor.name} {event.actor.id && <Button key="all" variant="subtle" size="compact-sm" onClick={() => onActor(event.actor.id ?? event.actor.name)}>{t('allBy')}</Button>}</>],
        [t('column.where'), event.nodeId ? (tree?.get(event.nodeId)?.name ?? event.nodeId) : '–'],
        [t('actionLabel'), actionName], [t('entity'), event.entity.replaceAll('_', ' ')], ...(event.entityId ? [[t('id'), <code key="id" className={styles.code}>{event.entityId}</code>] as const] : []),
        [t('cause'), event.cause], [t('sequence'), format.count(event.sequence)], [t('hash'), <code key="hash" className={styles.code}>{event.hash}</code>],
      ]} />
    </SidePanel>
  );
}
