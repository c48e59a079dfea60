import { useTranslation } from 'react-i18next';
import { AppearanceChoice } from '@/frame/AppearanceChoice';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { useScope } from '@/scope/Scope';
import styles from './SettingsScreen.module.css';

export function SettingsScreen() {
  const { t } = useTranslation('settings');
  const { me, network } = useScope();
  const roles = me.isAdministrator ? [t('common:role.administrator')] : me.grants.filter((g) => g.networkId === network.id).map((g) => `${t(`common:role.${g.role}`)} · ${g.nodeName}`);
  const facts: [string, string][] = [[t('name'), me.name], [t('email'), me.email], [t('roles'), roles.join(', ') || t('common:none')]];
  return (
    <div className={styles.screen}>
      <PageHead title={t('title')} />
      <Panel id="appearance" title={t('appearance')} note={t('appearanceNote')}><AppearanceChoice /></Panel>
      <Panel id="you" title={t('you')}>
        <dl className={styles.facts}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      </Panel>
      <Panel id="network" title={network.name}>
        <dl className={styles.facts}>
          {[[t('currency'), network.currency], [t('zone'), network.timeZone], [t('shops'), String(network.locationCount)]].map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        </dl>
      </Panel>
    </div>
  );
}
