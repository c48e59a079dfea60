import { IconArrowRight, IconCalendarX, IconCircleCheck, IconPlugConnectedX, IconTrendingDown, IconArmchair, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Attention, AttentionReason } from '@/api/types';
import { Panel } from '@/parts/Panel';
import { EmptyState } from '@/parts/States';
import styles from './NeedsYou.module.css';

const ICONS: Record<AttentionReason, Icon> = {
  falling_sales: IconTrendingDown, falling_visits: IconTrendingDown, no_show_high: IconCalendarX, no_data: IconPlugConnectedX, low_utilisation: IconArmchair,
};

/** The part of the shop's page that the next step is about. */
const PART: Record<AttentionReason, string> = { falling_sales: 'measures', falling_visits: 'measures', no_show_high: 'timeline', no_data: 'till', low_utilisation: 'who' };

/** What to look at first, and the step that follows. */
export function NeedsYou({ items }: { items: readonly Attention[] }) {
  const { t } = useTranslation('network');
  return (
    <Panel id="needs-you" title={t('attention.title')} flush>
      {items.length === 0 ? <EmptyState icon={<IconCircleCheck size={22} />} title={t('attention.none')} text={t('attention.noneText')} /> : (
        <ul className={styles.list} tabIndex={0} aria-label={t('attention.title')}>
          {items.map((item) => {
            const Sign = ICONS[item.reason] ?? IconTrendingDown;
            return (
              <li key={`${item.locationId}:${item.reason}`}>
                <Link to="/shops/$shopId" params={{ shopId: item.locationId }} hash={PART[item.reason]} className={styles.item}>
                  <span className={styles.sign} data-reason={item.reason} aria-hidden><Sign size={17} stroke={1.7} /></span>
                  <span className={styles.words}>
                    <b>{item.name}</b>
                    <span className={styles.sentence}>{item.sentence}</span>
                    <span className={styles.next}>{t(`attention.next.${item.reason}`)}<IconArrowRight size={13} aria-hidden /></span>
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
