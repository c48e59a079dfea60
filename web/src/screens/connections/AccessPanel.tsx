import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AccessReportItem } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { Note } from '@/parts/Note';
import { SidePanel } from '@/parts/SidePanel';
import { withSearch } from '@/scope/withSearch';
import styles from './Hub.module.css';

/** One connection's access: what is allowed and why, by whose leave, and how it was used. */
export function AccessPanel({ item, days, onClose }: { item: AccessReportItem; days: number; onClose: () => void }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const when = (at: string | null) => (at ? format.instant(at) : '–');
  return (
    <SidePanel title={item.name} note={[item.title, item.nodeName].filter(Boolean).join(' · ')} onClose={onClose}
      bar={item.state !== 'removed' && <Button size="sm" variant={item.nextStep ? 'filled' : 'default'} renderRoot={(props) => <Link to="/integrations/$connectionId" params={{ connectionId: item.connectionId }} search={withSearch({ tab: 'access', days: undefined, show: undefined })} {...props} />}>{t(item.nextStep ? 'report.mend' : 'report.look')}</Button>}>
      {item.nextStep && <Note kind={item.nextStep === 'reconnect' ? 'bad' : 'watch'}>{item.trouble?.detail ?? t(`report.stepText.${item.nextStep}`)}</Note>}
      <div className={styles.part}>
        <Facts facts={[
          [t('report.auth'), t(`auth.${item.auth}`, { defaultValue: item.auth })],
          [t('access.owner'), item.ownerName ?? '–'],
          [t('report.granted'), item.grantedAt ? [format.instant(item.grantedAt), item.grantedBy].filter(Boolean).join(' · ') : t('report.notInSpan')],
          [t('access.age'), item.ageDays === null ? t('access.none') : t('access.days', { count: item.ageDays })],
          [t('access.expires'), item.expiresAt ? when(item.expiresAt) : t('access.notByTime')],
          [t('report.renewable'), item.renewableUntil ? when(item.renewableUntil) : t('report.noEnd')],
        ]} />
      </div>
      <section className={styles.part}>
        <h3>{t('report.inSpan', { count: days })}</h3>
        <Facts facts={[[t('report.uses'), format.count(item.uses)], [t('report.grants'), format.count(item.grants)], [t('report.renewals'), format.count(item.renewals)], [t('report.refusals'), format.count(item.refusals)], [t('report.revocations'), format.count(item.revocations)], [t('report.unusual'), format.count(item.unusualUses)]]} />
      </section>
      {item.scopes.length > 0 && (
        <section className={styles.part}>
          <h3>{t('report.scopes')}</h3>
          <ul className={styles.plain}>{item.scopes.map((scope) => <li key={scope.name}><IconShieldCheck size={16} aria-hidden /><span>{scope.reason ?? t('report.noReason')}<span className={styles.small}><code className={styles.code}>{scope.name}</code></span></span></li>)}</ul>
        </section>
      )}
    </SidePanel>
  );
}
