import { Combobox, useCombobox } from '@mantine/core';
import { IconCheck, IconSelector, IconSitemap } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '@/scope/Scope';
import styles from './PlaceSwitch.module.css';

interface Place { id: string; name: string; code?: string }
interface Props {
  label: string;
  text: string;
  current?: string;
  sections: readonly { label: string | undefined; options: readonly Place[] }[];
  /** Searched instead of the sections as soon as something is typed. */
  everywhere?: readonly Place[];
  onPick: (id: string) => void;
  strong?: boolean;
  quiet?: boolean;
}
const SHOWN = 60;

/** One part of the path: a button that opens the places it can be switched to. */
export function PlaceSwitch({ label, text, current, sections, everywhere, onPick, strong = false, quiet = false }: Props) {
  const { t } = useTranslation('frame');
  const { can } = useScope();
  const [wanted, setWanted] = useState('');
  const box = useCombobox({
    onDropdownClose: () => { box.resetSelectedOption(); setWanted(''); },
    onDropdownOpen: () => box.focusSearchInput(),
  });
  const needle = wanted.trim().toLocaleLowerCase();
  const fits = (place: Place) => place.name.toLocaleLowerCase().includes(needle) || place.code?.toLocaleLowerCase().includes(needle);
  const shown = needle === '' ? sections : [{ label: undefined, options: (everywhere ?? sections.flatMap((s) => s.options)).filter(fits) }];
  const found = shown.reduce((sum, section) => sum + section.options.length, 0);

  return (
    <Combobox store={box} width={280} position="bottom-start" withinPortal={false} onOptionSubmit={(id) => { onPick(id); box.closeDropdown(); }}>
      <Combobox.Target targetType="button">
        <button type="button" aria-label={label} className={`${styles.button} ${strong ? styles.strong : ''} ${quiet ? styles.quiet : ''}`} onClick={() => box.toggleDropdown()}>
          <span className={styles.text}>{text}</span>
          <IconSelector size={13} aria-hidden className={styles.icon} />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} placeholder={t('tree.find')} aria-label={t('tree.find')} />
        <Combobox.Options tabIndex={0} mah={360} style={{ overflowY: 'auto' }} aria-label={label}>
          {found === 0 && <Combobox.Empty>{t('tree.nothing')}</Combobox.Empty>}
          {shown.map((section, index) => section.options.length > 0 && (
            <Combobox.Group key={section.label ?? index} label={section.label}>
              {section.options.slice(0, SHOWN).map((place) => (
                <Combobox.Option key={place.id} value={place.id} className={styles.option} active={place.id === current}>
                  <span className={styles.name}>{place.name}</span>
                  {place.id === current ? <IconCheck size={15} aria-hidden /> : <span className={styles.code}>{place.code}</span>}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
          {found > SHOWN && <p className={styles.more}>{t('tree.more', { count: found - SHOWN })}</p>}
        </Combobox.Options>
        {can('network.write') && <Combobox.Footer><Link to="/structure" className={styles.manage} onClick={() => box.closeDropdown()}><IconSitemap size={15} stroke={1.6} aria-hidden />{t('tree.manage')}</Link></Combobox.Footer>}
      </Combobox.Dropdown>
    </Combobox>
  );
}
