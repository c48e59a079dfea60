import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { SidePanel } from '@/parts/SidePanel';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import styles from './Findings.module.css';
import { hasEffect, plainEvidence } from './findingWords';

/** One finding: what is the matter, how large, what shows it, what to do. */
export function FindingPanel({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const { tree } = useScope();
  const { size, sizeLow, sizeHigh } = finding;
  const evidence = plainEvidence(finding.evidence);
  const read = (value: string | number) => (typeof value === 'number' ? new Intl.NumberFormat(format.locale, { maximumFractionDigits: 3 }).format(value) : value);
  const isShop = tree?.get(finding.nodeId)?.kind === 'location';
  return (
    <SidePanel title={finding.title} note={[t(`kind.${finding.kind}`), finding.nodeName].filter(Boolean).join(' · ')} onClose={onClose}
      bar={<>
        <Button size="sm" variant="default" rightSection={<IconArrowRight size={15} />} renderRoot={(props) => <Link to={finding.kind === 'lapsed_cohort' ? '/insights/clients' : '/insights/revenue'} search={withSearch({ node: finding.nodeId, open: undefined, kind: undefined })} {...props} />}>{t(finding.kind === 'lapsed_cohort' ? 'seeClients' : 'seeOutlook')}</Button>
        {isShop && <Link to="/shops/$shopId" params={{ shopId: finding.nodeId }}>{t('seeShop')}</Link>}
      </>}>
      <div className={styles.part}><p>{finding.sentence}</p></div>
      <div className={styles.part}><h3>{t('todo')}</h3><p>{finding.action}</p></div>
      <div className={styles.part}>
        <Facts facts={[
          ...(size !== null ? [[t('fact.size'), sizeLow !== null && sizeHigh !== null ? t('fact.sizeRange', { size: format.change(size), low: format.change(sizeLow), high: format.change(sizeHigh) }) : format.change(size)] as const] : []),
          ...(hasEffect(finding) ? [[t('fact.effect'), t('month', { value: format.money(finding.effect, finding.currency) })] as const] : []),
          [t('fact.since'), format.day(finding.since)], [t('fact.found'), format.day(finding.foundOn)], [t('fact.seen'), format.day(finding.seenOn)], [t('fact.strength'), format.ratio(finding.strength, 0)],
          [t('fact.measure'), <Link key="measure" to="/measures" search={withSearch({ measure: finding.measure, open: undefined, kind: undefined })}>{finding.measure.replaceAll('_', ' ')}</Link>],
        ]} />
      </div>
      {evidence.length > 0 && <div className={styles.part}><h3>{t('shows')}</h3><Facts facts={evidence.map(([name, value]) => [t(`evidence.${name}`, { defaultValue: name.replace(/([A-Z])/g, ' $1').replaceAll('_', ' ').toLowerCase() }), read(value)] as const)} /></div>}
    </SidePanel>
  );
}
