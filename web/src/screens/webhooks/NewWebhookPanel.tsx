import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import type { WebhookMade } from '@/api/webhookTypes';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PlacePicker } from '@/parts/PlacePicker';
import { SidePanel } from '@/parts/SidePanel';
import { useScope } from '@/scope/Scope';
import { Secret } from './Secret';
import { TypesField } from './TypesField';
import styles from './Webhooks.module.css';

const FIELDS = ['url', 'types', 'nodeId', 'scheme', 'fields', 'description'];

/** Makes a webhook and shows its secret, once. */
export function NewWebhookPanel({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { t } = useTranslation('webhooks');
  const { network, nodeId, can } = useScope();
  const queries = useQueryClient();
  const [url, setUrl] = useState('');
  const [types, setTypes] = useState<string[]>(['*']);
  const [node, setNode] = useState<string | null>(nodeId ?? null);
  const [scheme, setScheme] = useState('v1');
  const [fields, setFields] = useState('ids');
  const [description, setDescription] = useState('');
  const make = useMutation({
    mutationFn: () => api.post<WebhookMade>(paths.webhooks(network.id), { body: { url: url.trim(), types, nodeId: node ?? null, scheme, fields, description: description.trim() || null } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const problems = fieldProblems(make.error, FIELDS);
  const submit = (event: FormEvent) => { event.preventDefault(); make.mutate(); };
  const made = make.data;
  if (made) {
    return (
      <SidePanel title={t('made.title')} note={made.webhook.url} onClose={() => onMade(made.id)}>
        <div className={styles.form}>
          <Note kind="watch" role="status">{t(made.publicKey ? 'made.public' : 'made.once')}</Note>
          <Secret value={made.secret} label={t('made.secret')} />
          <p className="muted">{t('made.verify')}</p>
          <pre className={styles.body}>{`import { Webhook } from "standardwebhooks";\n\nnew Webhook(process.env.WEBHOOK_SECRET).verify(rawBody, headers);`}</pre>
          <div><Button onClick={() => onMade(made.id)}>{t('made.done')}</Button></div>
        </div>
      </SidePanel>
    );
  }
  return (
    <SidePanel title={t('make')} note={t('makeNote')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput type="url" label={t('url')} description={t('urlNote')} placeholder="https://" required maxLength={2000} value={url} onChange={(e) => setUrl(e.currentTarget.value)} error={problems.of('url')} />
        <TypesField label={t('types.label')} description={t('types.note')} value={types} onChange={setTypes} error={problems.of('types')} />
        <PlacePicker label={t('node')} value={node} onChange={setNode} clearable placeholder={network.name} error={problems.of('nodeId')} />
        <Radio.Group label={t('fields.label')} value={fields} onChange={setFields} error={problems.of('fields')}>
          <div className={styles.count} style={{ paddingTop: 8 }}>
            <Radio value="ids" label={t('fields.ids')} description={t('fields.idsNote')} />
            <Radio value="full" label={t('fields.full')} description={t('fields.fullNote')} disabled={!can('clients.read')} />
          </div>
        </Radio.Group>
        <Radio.Group label={t('scheme.label')} value={scheme} onChange={setScheme} error={problems.of('scheme')}>
          <div className={styles.count} style={{ paddingTop: 8 }}>
            <Radio value="v1" label={t('scheme.v1')} description={t('scheme.v1Note')} />
            <Radio value="v1a" label={t('scheme.v1a')} description={t('scheme.v1aNote')} />
          </div>
        </Radio.Group>
        <Textarea label={t('description')} description={t('common:optional')} maxLength={500} autosize minRows={2} value={description} onChange={(e) => setDescription(e.currentTarget.value)} error={problems.of('description')} />
        {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
        <div className={styles.buttons}>
          <Button type="submit" disabled={!url.trim() || types.length === 0} loading={make.isPending}>{t('make')}</Button>
          <Button variant="subtle" onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </SidePanel>
  );
}
