import { useTranslation } from 'react-i18next';
import { AppearanceChoice } from '@/frame/AppearanceChoice';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { useScope } from '@/scope/Scope';
import { Devices } from './Devices';
import { OwnPassword } from './OwnPassword';
import styles from './SettingsScreen.module.css';

export function SettingsScreen() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { me, network } = useScope();
  const roles = me.isAdministrator ? [t('common:role.administrator')] : me.grants.filter((g) => g.networkId === network.id).map((g) => `${t(`common:role.${g.role}`)} · ${g.nodeName}`);
  return (
    <div className={styles.screen}>
      <PageHead title={t('title')} />
      <Panel id="appearance" title={t('appearance')} note={t('appearanceNote')}><AppearanceChoice /></Panel>
      <Panel id="you" title={t('you')}>
        <Facts facts={[[t('name'), me.name], [t('email'), me.email], [t('roles'), roles.join(', ') || t('common:none')]]} />
      </Panel>
      <OwnPassword />
      <Devices />
      <Panel id="network" title={network.name}>
        <Facts facts={[[t('currency'), network.currency], [t('zone'), network.timeZone.replaceAll('_', ' ')], [t('shops'), format.count(network.locationCount)]]} />
      </Panel>
    </div>
  );
}
