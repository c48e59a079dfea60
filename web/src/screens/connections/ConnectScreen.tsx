import { Button, Radio, Stepper, TextInput } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconArrowUpRight, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { integrationCatalogueQuery } from '@/api/hubQueries';
import type { CatalogueEntry, Started, VendorEnvironment } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { fieldProblems } from '@/parts/fields';
import frame from '@/parts/ListFrame.module.css';
import { Note } from '@/parts/Note';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { PlacePicker } from '@/parts/PlacePicker';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { isComplete, signsInThere, typed } from './catalogue';
import { FieldInputs } from './FieldInputs';
import styles from './Hub.module.css';

const route = getRouteApi('/frame/integrations/connect');

/** Connects a system in three steps: what it brings, for whom, and the sign-in. Places and the first reading follow on the connection's own page. */
export function ConnectScreen() {
  const { t } = useTranslation('connections');
  const { vendor } = route.useSearch();
  const { network, can } = useScope();
  const catalogue = useQuery(integrationCatalogueQuery(network.id));
  const entry = catalogue.data?.items.find((one) => one.vendor === vendor);
  const back = <Button variant="subtle" size="compact-sm" leftSection={<IconArrowLeft size={15} />} renderRoot={(props) => <Link to="/integrations/catalogue" {...props} />}>{t('catalogue.title')}</Button>;
  return (
    <div className={frame.screen}>
      <div>{back}</div>
      {!can('integrations.manage') ? <Panel><EmptyState icon={<IconShieldCheck size={22} />} title={t('common:state.forbiddenTitle')} text={t('common:state.forbiddenText')} /></Panel>
        : entry ? <Steps key={entry.vendor} entry={entry} />
        : catalogue.isPending ? <Panel><PlaceholderLines lines={8} /></Panel>
        : catalogue.isError ? <Panel><ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} whole /></Panel>
        : <Panel><EmptyState title={t('wizard.unknown')} text={t('wizard.unknownText')} /></Panel>}
    </div>
  );
}

function Steps({ entry }: { entry: CatalogueEntry }) {
  const { t } = useTranslation('connections');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { network, nodeId } = useScope();
  const [step, setStep] = useState(0);
  const [node, setNode] = useState<string | null>(entry.level === 'location' ? (nodeId ?? null) : (nodeId ?? network.id));
  const [environment, setEnvironment] = useState<VendorEnvironment>(entry.hasSandbox ? 'sandbox' : 'live');
  const [name, setName] = useState('');
  const [values, setValues] = useState<Record<string, string>>({});
  const there = signsInThere(entry.auth);
  const start = useMutation({
    mutationFn: () => api.post<Started>(`${paths.integrations(network.id)}/enterprise`, { body: { vendor: entry.vendor, environment, nodeId: node ?? network.id, name: name.trim() || null, ...typed(entry.fields, values) } }),
    onSuccess: ({ connectionId, authorizeUrl }) => {
      void queries.invalidateQueries({ queryKey: ['connections', network.id] });
      if (authorizeUrl) window.location.assign(authorizeUrl);
      else void navigate({ to: '/integrations/$connectionId', params: { connectionId }, search: ((before: object) => ({ ...before, outcome: 'connected', vendor: undefined })) as never });
    },
  });
  const problems = fieldProblems(start.error, ['name', 'nodeId', 'environment', ...entry.fields.flatMap((field) => [`settings.${field.name}`, `credentials.${field.name}`])]);
  const next = <Button rightSection={<IconArrowRight size={16} />} onClick={() => setStep(step + 1)} disabled={step === 1 && entry.level === 'location' && !node}>{t('wizard.next')}</Button>;
  const previous = step > 0 && <Button variant="subtle" onClick={() => setStep(step - 1)}>{t('wizard.back')}</Button>;
  return (
    <>
      <PageHead title={t('wizard.title', { title: entry.title })} note={entry.description} />
      <div className={styles.steps}>
        <Stepper active={step} onStepClick={setStep} size="sm" allowNextStepsSelect={false}>
          <Stepper.Step label={t('wizard.what')} /><Stepper.Step label={t('wizard.where')} /><Stepper.Step label={t(there ? 'wizard.agree' : 'wizard.keys')} />
        </Stepper>
        {step === 0 && (
          <Panel title={t('wizard.whatTitle', { title: entry.title })}>
            <div className={styles.form}>
              <ul className={`${styles.plain} ${styles.flows}`}>
                {entry.streams.map((one) => <li key={one.name}><IconArrowRight size={16} aria-hidden /><span>{one.title}<span className={styles.small}>{t('catalogue.as', { record: t(`record.${one.record}`, { defaultValue: one.record.replaceAll('_', ' ') }) })}</span></span></li>)}
                {entry.actions.map((one) => <li key={one.name}><IconArrowUpRight size={16} aria-hidden /><span>{one.title}<span className={styles.small}>{t('wizard.out')}</span></span></li>)}
              </ul>
              {entry.scopes.length > 0 && (
                <section className={styles.part}>
                  <h3>{t('wizard.scopes', { title: entry.title })}</h3>
                  <ul className={styles.plain}>{entry.scopes.map((one) => <li key={one.name}><IconShieldCheck size={16} aria-hidden /><span>{one.reason}<span className={styles.small}><code className={styles.code}>{one.name}</code></span></span></li>)}</ul>
                </section>
              )}
              <div className={styles.buttons}>{next}</div>
            </div>
          </Panel>
        )}
        {step === 1 && (
          <Panel title={t('wizard.whereTitle')}>
            <div className={styles.form}>
              <PlacePicker label={t('wizard.node')} value={node} onChange={setNode} required {...(entry.level === 'location' ? { kinds: ['location'] as const } : {})} error={problems.of('nodeId')} />
              <Radio.Group label={t('wizard.environment')} value={environment} onChange={(value) => setEnvironment(value === 'live' ? 'live' : 'sandbox')} error={problems.of('environment')}>
                <div className={styles.choices}>
                  <Radio value="sandbox" disabled={!entry.hasSandbox} label={t('environment.sandbox')} description={t(entry.hasSandbox ? 'environment.sandboxNote' : 'environment.noSandbox')} />
                  <Radio value="live" label={t('environment.live')} description={t('environment.liveNote', { title: entry.title })} />
                </div>
              </Radio.Group>
              <TextInput label={t('wizard.name')} description={t('wizard.nameNote')} placeholder={entry.title} maxLength={200} value={name} onChange={(e) => setName(e.currentTarget.value)} error={problems.of('name')} />
              <div className={styles.buttons}>{next}{previous}</div>
            </div>
          </Panel>
        )}
        {step === 2 && (
          <Panel title={t(there ? 'wizard.agreeTitle' : 'wizard.keysTitle', { title: entry.title })} note={t(there ? 'wizard.agreeNote' : 'wizard.keysNote', { title: entry.title })}>
            <form className={styles.form} onSubmit={(event) => { event.preventDefault(); start.mutate(); }}>
              <FieldInputs fields={entry.fields} values={values} onChange={setValues} problem={problems.of} />
              {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
              <div className={styles.buttons}>
                <Button type="submit" loading={start.isPending} disabled={!isComplete(entry.fields, values)} {...(there ? { rightSection: <IconArrowUpRight size={16} /> } : {})}>{t(there ? 'wizard.go' : 'wizard.connect', { title: entry.title })}</Button>
                {previous}
              </div>
            </form>
          </Panel>
        )}
      </div>
    </>
  );
}
