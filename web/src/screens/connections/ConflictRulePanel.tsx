import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { ConflictRule, ConflictRulePreview, Connection, Side } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { ListTable } from '@/parts/ListTable';
import { Note } from '@/parts/Note';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { said } from './pretty';
import { EVERY_FIELD } from './rules';
import type { ConnectionWork } from './useConnectionWork';

/** What a rule would have made of the conflicts of the past, and the button that sets it. */
export function ConflictRulePanel({ connection, rule, work, onClose }: { connection: Connection; rule: ConflictRule; work: ConnectionWork; onClose: () => void }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network } = useScope();
  const preview = useQuery({
    queryKey: ['connection', network.id, connection.id, 'rule-preview', rule],
    queryFn: ({ signal }) => api.post<ConflictRulePreview>(`${paths.connection(network.id, connection.id)}/conflict-rules/preview`, { signal, body: rule }),
  });
  const data = preview.data;
  const side = (one: Side | null) => (one ? t(`conflicts.winner.${one}`, { title: connection.title }) : t('conflicts.ask'));
  const field = rule.field === EVERY_FIELD ? t('rules.everyField') : rule.field;
  return (
    <SidePanel title={t('rules.set', { field })} note={t(`rules.rule.${rule.rule}`, { title: connection.title })} onClose={onClose}
      bar={<Button size="sm" loading={work.rule.isPending} onClick={() => work.rule.mutate(rule, { onSuccess: onClose })}>{t('rules.do')}</Button>}>
      <p className="muted">{t('rules.fromNow')}</p>
      {preview.isPending ? <PlaceholderLines lines={6} />
        : preview.isError ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
        : data!.conflicts === 0 ? <Note>{t('rules.noPast')}</Note>
        : (
          <>
            <div className={styles.part}>
              <Note kind={data!.different > 0 ? 'watch' : 'good'} role="status">{t('rules.different', { count: data!.different, all: data!.conflicts })}</Note>
              <Facts facts={[
                [t('conflicts.winner.ours'), format.count(data!.ours)], [connection.title, format.count(data!.theirs)], [t('conflicts.ask'), format.count(data!.asked)],
                ...(data!.unknown > 0 ? [[t('rules.unknown'), format.count(data!.unknown)] as const] : []),
              ]} />
            </div>
            {data!.examples.length > 0 && (
              <section className={styles.part}>
                <h3>{t('rules.examples')}</h3>
                <ListTable caption={t('rules.examples')} rows={data!.examples} rowKey={(one) => one.conflictId} columns={[
                  { key: 'field', title: t('conflicts.field'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.field}</b><span>{one.key}</span></span> },
                  { key: 'values', title: t('rules.values'), onPhone: 'note', cell: (one) => <span className={styles.stack}><span>{t('conflicts.ours')}: {said(one.ours)}</span><span>{connection.title}: {said(one.theirs)}</span></span> },
                  { key: 'ends', title: t('rules.ends'), onPhone: 'end', cell: (one) => <span className={styles.stack}><span>{t('rules.was', { who: side(one.was) })}</span><span style={{ color: 'var(--ink)' }}>{t('rules.wouldBe', { who: side(one.wouldBe) })}</span></span> },
                ]} />
              </section>
            )}
          </>
        )}
    </SidePanel>
  );
}
