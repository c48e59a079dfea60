import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import type { Webhook } from '@/api/webhookTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { toast } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import { Secret } from './Secret';
import { TypesField } from './TypesField';
import type { WebhookWork } from './useWebhookWork';
import styles from './Webhooks.module.css';

const OVERLAPS = ['0', '1', '24', '72', '168'] as const;

/** What is sent where, the signing key, and the end of it. */
export function SetupPart({ webhook, work }: { webhook: Webhook; work: WebhookWork }) {
  const { t } = useTranslation('webhooks');
  const { can } = useScope();
  return (
    <div className={styles.two}>
      {can('integrations.manage') ? <EditForm key={webhook.version} webhook={webhook} /> : <Panel title={t('setup.title')}><PlainFacts webhook={webhook} /></Panel>}
      <div style={{ display: 'grid', gap: 'var(--gap)' }}>
        <Panel title={t('key.title')} note={t('key.note')}><KeyPart webhook={webhook} work={work} /></Panel>
        {can('integrations.manage') && <RemovePart webhook={webhook} work={work} />}
      </div>
    </div>
  );
}

function PlainFacts({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  return <Facts facts={[[t('url'), webhook.url], [t('types.label'), webhook.types.join(', ')], [t('fields.label'), t(`fields.${webhook.fields}`)]]} />;
}

function EditForm({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const { network, can } = useScope();
  const queries = useQueryClient();
  const [url, setUrl] = useState(webhook.url);
  const [types, setTypes] = useState(webhook.types);
  const [fields, setFields] = useState<string>(webhook.fields);
  const [description, setDescription] = useState(webhook.description ?? '');
  const save = useMutation({
    mutationFn: () => api.patch<Webhook>(paths.webhook(network.id, webhook.id), { version: webhook.version, body: { url: url.trim(), types, fields, description } }),
    onSuccess: () => { toast(t('saved')); return queries.invalidateQueries({ queryKey: ['webhook', network.id, webhook.id] }); },
  });
  const problems = fieldProblems(save.error, ['url', 'types', 'fields', 'description']);
  const isSame = url.trim() === webhook.url && fields === webhook.fields && description === (webhook.description ?? '') && types.join() === webhook.types.join();
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(); };
  return (
    <Panel title={t('setup.title')}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput type="url" label={t('url')} required maxLength={2000} value={url} onChange={(e) => setUrl(e.currentTarget.value)} error={problems.of('url')} />
        <TypesField label={t('types.label')} value={types} onChange={setTypes} error={problems.of('types')} />
        <Select label={t('fields.label')} allowDeselect={false} value={fields} onChange={(value) => setFields(value ?? 'ids')} error={problems.of('fields')} description={t(`fields.${fields}Note`)}
          data={[{ value: 'ids', label: t('fields.ids') }, { value: 'full', label: t('fields.full'), disabled: !can('clients.read') }]} />
        <Textarea label={t('description')} description={t('common:optional')} maxLength={500} autosize minRows={2} value={description} onChange={(e) => setDescription(e.currentTarget.value)} error={problems.of('description')} />
        {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
        <div><Button type="submit" disabled={isSame || types.length === 0} loading={save.isPending}>{t('common:save')}</Button></div>
      </form>
    </Panel>
  );
}

function KeyPart({ webhook, work }: { webhook: Webhook; work: WebhookWork }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const { can } = useScope();
  const [overlap, setOverlap] = useState<string>('24');
  const rotated = work.rotate.data;
  return (
    <div className={styles.form}>
      <Facts facts={[
        [t('scheme.label'), t(`scheme.${webhook.scheme}`)],
        ...(webhook.publicKey ? [[t('key.public'), <span key="key" className={styles.code}>{webhook.publicKey}</span>] as const] : []),
        ...(webhook.previousUntil ? [[t('key.previous'), t('key.until', { at: format.instant(webhook.previousUntil) })] as const] : []),
      ]} />
      {rotated && <><Note kind="watch" role="status">{t(rotated.publicKey ? 'made.public' : 'made.once')}</Note><Secret value={rotated.secret} label={t('made.secret')} /></>}
      {can('integrations.manage') && (
        <div className={styles.buttons} style={{ alignItems: 'flex-end' }}>
          <Select label={t('key.overlap')} allowDeselect={false} value={overlap} onChange={(value) => setOverlap(value ?? '24')} data={OVERLAPS.map((value) => ({ value, label: value === '0' ? t('key.atOnce') : t('key.hours', { count: Number(value) }) }))} />
          <Button variant="default" loading={work.rotate.isPending} onClick={() => work.rotate.mutate(Number(overlap))}>{t('key.rotate')}</Button>
        </div>
      )}
    </div>
  );
}

function RemovePart({ webhook, work }: { webhook: Webhook; work: WebhookWork }) {
  const { t } = useTranslation('webhooks');
  const navigate = useNavigate();
  const [isAsked, setAsked] = useState(false);
  const remove = () => work.remove.mutate(undefined, { onSuccess: () => { toast(t('removed')); void navigate({ to: '/integrations/webhooks' }); }, onSettled: () => setAsked(false) });
  return (
    <Panel title={t('remove.title')} note={t('remove.note')}>
      <Button color="red" variant="light" onClick={() => setAsked(true)}>{t('remove.do')}</Button>
      <Modal opened={isAsked} onClose={() => setAsked(false)} title={t('remove.ask')} centered closeButtonProps={{ 'aria-label': t('common:close') }}>
        <p>{t('remove.text', { url: webhook.url })}</p>
        <div className={styles.buttons} style={{ marginTop: 20 }}>
          <Button color="red" loading={work.remove.isPending} onClick={remove}>{t('remove.do')}</Button>
          <Button variant="default" data-autofocus onClick={() => setAsked(false)}>{t('remove.keep')}</Button>
        </div>
      </Modal>
    </Panel>
  );
}
