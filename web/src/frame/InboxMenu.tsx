import { ActionIcon, Popover } from '@mantine/core';
import { IconBell, IconMoodCheck, IconPlugConnectedX, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { integrationStatusQuery } from '@/api/hubQueries';
import { webhookNoticesQuery } from '@/api/webhookQueries';
import { useFormat } from '@/i18n/useFormat';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { inboxOf, type InboxItem } from './inbox';
import styles from './InboxMenu.module.css';

/** What waits for a person, told on every screen: connections that stopped, webhooks that were paused. */
export function InboxMenu() {
  const { t } = useTranslation('frame');
  const { network, me, can } = useScope();
  const mayLook = can('integrations.read');
  const status = useQuery({ ...integrationStatusQuery(network.id), enabled: mayLook });
  const notices = useQuery({ ...webhookNoticesQuery(network.id), enabled: mayLook });
  const [open, setOpen] = useState(false);
  if (!mayLook) return null;
  const items = inboxOf(status.data?.connections ?? [], notices.data?.items ?? [], me.id, (state) => t(`connections:state.${state}`));
  const label = items.length === 0 ? t('inbox.empty') : t('inbox.label', { count: items.length });
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={360} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={40} className={styles.button ?? ''} aria-label={label} onClick={() => setOpen(!open)}>
          <IconBell size={19} stroke={1.6} aria-hidden />
          {items.length > 0 && <span className={styles.count} aria-hidden>{items.length > 99 ? '99+' : items.length}</span>}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('inbox.title')} p={0}>
        <h2 className={styles.head}>{t('inbox.title')}</h2>
        {items.length === 0 ? <EmptyState icon={<IconMoodCheck size={22} />} title={t('inbox.empty')} text={t('inbox.emptyText')} />
          : <ul className={styles.list}>{items.map((item) => <li key={item.key}><Item item={item} onGo={() => setOpen(false)} /></li>)}</ul>}
      </Popover.Dropdown>
    </Popover>
  );
}

function Item({ item, onGo }: { item: InboxItem; onGo: () => void }) {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const inside = (
    <>
      {item.kind === 'webhook' ? <IconWebhook size={18} stroke={1.6} aria-hidden /> : <IconPlugConnectedX size={18} stroke={1.6} aria-hidden />}
      <span className={styles.words}>
        <b>{item.kind === 'webhook' ? t('inbox.webhook') : item.title}{item.isMine && <span className={styles.mine}>{t('inbox.mine')}</span>}</b>
        <span>{item.text}</span>
        <time dateTime={item.at}>{format.instant(item.at)}</time>
      </span>
    </>
  );
  return item.kind === 'webhook'
    ? <Link className={styles.item} data-bad={item.isBad || undefined} to="/integrations/webhooks/$webhookId" params={{ webhookId: item.id }} onClick={onGo}>{inside}</Link>
    : <Link className={styles.item} data-bad={item.isBad || undefined} to="/integrations/$connectionId" params={{ connectionId: item.id }} search={withSearch({ tab: undefined })} onClick={onGo}>{inside}</Link>;
}
