/** Who is signed in, how the console looks to them, and the way out. */
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import type { PersonView } from '../bindings/PersonView'
import { type Density, type Theme, useAppearance } from '../components/appearance'
import { useLocalization } from '../locale'
import { useSignOut } from './useSignOut'

interface Props {
  person: PersonView
  onKeys: () => void
}

const THEMES: Theme[] = ['system', 'light', 'dark']
const DENSITIES: Density[] = ['work', 'comfort']

export function PersonMenu({ person, onKeys }: Props) {
  const { t, has } = useLocalization()
  const { theme, setTheme, density, setDensity } = useAppearance()
  const leave = useSignOut()
  const roles = person.roles.map(role => (has(`role-${role}`) ? t(`role-${role}`) : role)).join(', ')
  return (
    <MenuTrigger>
      <Button className="button plain person" aria-label={t('person-menu', { name: person.name })}>
        {person.name} <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={t('person-menu', { name: person.name })}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={chosen => setTheme([...chosen][0] as Theme)}
          >
            <Header>{t('theme')}</Header>
            {THEMES.map(each => (
              <MenuItem key={each} id={each}>
                {t(`theme-${each}`)}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[density]}
            onSelectionChange={chosen => setDensity([...chosen][0] as Density)}
          >
            <Header>{t('density')}</Header>
            {DENSITIES.map(each => (
              <MenuItem key={each} id={each}>
                {t(`density-${each}`)}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator />
          <MenuItem onAction={onKeys}>{t('key-help')}</MenuItem>
          <MenuItem textValue={t('sign-out')} onAction={() => leave.mutate()}>
            {t('sign-out')}
            <span className="quiet">{roles}</span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
