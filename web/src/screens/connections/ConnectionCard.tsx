import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Connection } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { StateMark } from '@/parts/StateMark';
import styles from './Hub.module.css';
import { Sign } from './Sign';
import { useAgo, useSpan } from './spans';
import { toneOf } from './wall';

/** A connection on the wall: works it, since when, how late, how well. */
export function ConnectionCard({ connection, isChosen, onChoose }: { connection: Connection; isChosen: boolean; onChoose?: ((chosen: boolean) => void) | undefined }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const [ago, span] = [useAgo(), useSpan()];
  const { vitals, trouble } = connection;
  const tone = toneOf(connection);
  return (
    <li className={styles.card} data-tone={tone} data-chosen={isChosen || undefined}>
      <div className={styles.top}>
        <Sign title={connection.title} />
        <span className={styles.words}>
          <Link to="/integrations/$connectionId" params={{ connectionId: connection.id }}>{connection.name}</Link>
          <span>{[connection.name === connection.title ? null : connection.title, connection.nodeName, connection.ownerName].filter(Boolean).join(' · ')}</span>
        </span>
        {onChoose && <span className={styles.pick}><Checkbox aria-label={t('choose', { name: connection.name })} checked={isChosen} onChange={(e) => onChoose(e.currentTarget.checked)} /></span>}
      </div>
      <div className={styles.line}>
        <StateMark tone={tone} word={t(tone === 'busy' && connection.state === 'active' ? 'state.reading' : `state.${connection.state}`)} />
        <span className={styles.since}>{t('since', { ago: span((Date.now() - Date.parse(connection.stateSince)) / 1000) })}</span>
        {connection.environment === 'sandbox' && <span className={styles.tag}>{t('environment.sandbox')}</span>}
      </div>
      {trouble && <p className={styles.trouble}>{trouble.detail}</p>}
      {vitals && (
        <dl className={styles.facts}>
          <div><dt>{t('fact.health')}</dt><dd>{vitals.health ?? '–'}</dd></div>
          <div><dt>{t('fact.lag')}</dt><dd>{span(vitals.lagSeconds)}</dd></div>
          <div><dt>{t('fact.errors')}</dt><dd>{vitals.errorRate === null ? '–' : format.ratio(vitals.errorRate, 1)}</dd></div>
        </dl>
      )}
      <span className={styles.trouble}>{vitals?.lastSyncAt ? t('fact.synced', { ago: ago(vitals.lastSyncAt, '') }) : t('fact.neverSynced')}</span>
    </li>
  );
}
