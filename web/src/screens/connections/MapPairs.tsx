import { useTranslation } from 'react-i18next';
import type { MapPreview } from '@/api/hubTypes';
import { Note } from '@/parts/Note';
import { EmptyState } from '@/parts/States';
import styles from './Hub.module.css';
import { pretty } from './pretty';

/** Items of a page beside the records that a map makes of them. */
export function MapPairs({ preview }: { preview: MapPreview }) {
  const { t } = useTranslation('connections');
  if (preview.items.length === 0) return <EmptyState title={t('mapping.emptyPage')} text={t('mapping.emptyPageText')} />;
  return preview.items.map((item, index) => (
    <div key={`${item.key} ${index}`} className={styles.pair}>
      <div><h4>{t('mapping.before')}</h4><pre className={styles.body} tabIndex={0}>{pretty(item.item)}</pre></div>
      <div>
        <h4>{t('mapping.after')}</h4>
        {item.record ? <pre className={styles.body} tabIndex={0}>{pretty(item.record)}</pre> : <Note kind={item.faults.length > 0 ? 'bad' : 'info'}>{item.isSkipped ? t('mapping.skipped') : item.isDeleted ? t('mapping.deleted') : item.faults.join(' ')}</Note>}
        {item.unmapped.length > 0 && <p className={styles.trouble} style={{ paddingTop: 6 }}>{t('mapping.unmapped')} <code className={styles.code}>{item.unmapped.join(', ')}</code></p>}
      </div>
    </div>
  ));
}
