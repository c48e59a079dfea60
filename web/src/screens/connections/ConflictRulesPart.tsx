import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries, fieldMapQuery, integrationCatalogueQuery } from '@/api/hubQueries';
import type { ConflictRule, Connection, Rule } from '@/api/hubTypes';
import { ListTable } from '@/parts/ListTable';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { ConflictRulePanel } from './ConflictRulePanel';
import styles from './Hub.module.css';
import { EVERY_FIELD, inherited, ruleOf, RULES } from './rules';
import type { ConnectionWork } from './useConnectionWork';

/** Who counts when both sides changed a field: a rule for all fields of a record, and those that differ from it. Tried on past conflicts before it is set. */
export function ConflictRulesPart({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const { network, can } = useScope();
  const catalogue = useQuery(integrationCatalogueQuery(network.id));
  const rules = useQuery(connectionQueries(network.id, connection.id).conflictRules);
  const streams = catalogue.data?.items.find((one) => one.vendor === connection.vendor)?.streams ?? [];
  // Locations are linked, not merged.
  const records = [...new Map(streams.filter((one) => one.record !== 'location').map((one) => [one.record, one.name]))];
  const [picked, setPicked] = useState<string | null>(null);
  const record = picked ?? records[0]?.[0] ?? null;
  const stream = records.find(([name]) => name === record)?.[1];
  const map = useQuery({ ...fieldMapQuery(network.id, connection.vendor, stream ?? ''), enabled: stream !== undefined });
  const [asked, setAsked] = useState<ConflictRule | null>(null);
  const nameOf = (one: string) => t(`record.${one}`, { defaultValue: one.replaceAll('_', ' ') });
  const pick = records.length > 1 && <Select size="sm" aria-label={t('rules.record')} allowDeselect={false} value={record} onChange={setPicked} data={records.map(([value]) => ({ value, label: nameOf(value) }))} />;
  const manages = can('integrations.manage');
  if (catalogue.isPending || rules.isPending || (stream !== undefined && map.isPending)) return <Panel title={t('rules.title')}><PlaceholderLines lines={5} /></Panel>;
  const broken = [catalogue, rules, map].find((one) => one.isError);
  if (broken) return <Panel title={t('rules.title')}><ErrorState error={broken.error} onRetry={() => void broken.refetch()} /></Panel>;
  if (!record) return <Panel title={t('rules.title')}><EmptyState title={t('rules.none')} /></Panel>;
  const all = rules.data?.items ?? [];
  const fields = [EVERY_FIELD, ...(map.data?.fields.map((one) => one.name).filter((name) => name !== 'key') ?? [])];
  const change = (field: string, value: string | null) => { const rule = RULES.find((one) => one === value); if (rule) setAsked({ record, field, rule }); else work.unrule.mutate({ record, field }); };
  return (
    <Panel title={t('rules.title')} note={t('rules.note', { title: connection.title })} actions={pick || undefined} flush>
      <ListTable<string> caption={t('rules.title')} rows={fields} rowKey={(field) => field} columns={[
        { key: 'field', title: t('conflicts.field'), onPhone: 'title', cell: (field) => (field === EVERY_FIELD ? <b>{t('rules.every', { record: nameOf(record) })}</b> : field) },
        { key: 'rule', title: t('conflicts.who'), onPhone: 'end', width: '46%', cell: (field) => <RulePick field={field} record={record} rules={all} connection={connection} disabled={!manages || work.unrule.isPending} onChange={(value) => change(field, value)} /> },
      ]} />
      {asked && <ConflictRulePanel key={`${asked.record} ${asked.field} ${asked.rule}`} connection={connection} rule={asked} work={work} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

interface PickProps { field: string; record: string; rules: readonly ConflictRule[]; connection: Connection; disabled: boolean; onChange: (value: string | null) => void }

function RulePick({ field, record, rules, connection, disabled, onChange }: PickProps) {
  const { t } = useTranslation('connections');
  const own = ruleOf(rules, record, field);
  const words = (rule: Rule) => t(`rules.rule.${rule}`, { title: connection.title });
  const above = t(field === EVERY_FIELD ? 'rules.asUsual' : 'rules.asRecord', { rule: words(inherited(rules, record, field)) });
  return (
    <Select className={styles.rule ?? ''} size="sm" aria-label={t('rules.of', { field: field === EVERY_FIELD ? t('rules.everyField') : field })} disabled={disabled} allowDeselect={false} value={own ?? ''} onChange={onChange} comboboxProps={{ withinPortal: true }}
      data={[{ value: '', label: above }, ...RULES.map((value) => ({ value, label: words(value) }))]} />
  );
}
