/** How the console looks to this reader: language, theme, density; and which keys there are. Kept for the next start. */
import { Button } from 'react-aria-components'
import { type Density, type Theme, useAppearance } from '../../components/appearance'
import { Choice } from '../../components/Field'
import { Keys } from '../../components/Keys'
import { actionsNow } from '../../keys/useShortcuts'
import { type Language, languages, useLanguage, useText } from '../../locale'

const THEMES: Theme[] = ['system', 'light', 'dark']
const DENSITIES: Density[] = ['work', 'comfort']

/** As the key would. */
const showKeys = () =>
  actionsNow()
    .find(({ id }) => id === 'help')
    ?.run()

export function Looks() {
  const t = useText()
  const { theme, setTheme, density, setDensity } = useAppearance()
  const [language, choose] = useLanguage()
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">{t('looks-title')}</h2>
      <div className="looks">
        <Choice label={t('theme')} value={theme} of={THEMES} text={each => t(`theme-${each}`)} onChange={setTheme} />
        <Choice
          label={t('density')}
          value={density}
          of={DENSITIES}
          text={each => t(`density-${each}`)}
          onChange={setDensity}
        />
        <Choice
          label={t('language')}
          value={language ?? 'system'}
          of={['system', ...languages]}
          text={each => t(`language-${each}`)}
          onChange={each => choose(each === 'system' ? null : (each as Language))}
        />
      </div>
      <Button className="button" onPress={showKeys}>
        <Keys of="help" inButton />
        {t('looks-keys')}
      </Button>
    </section>
  )
}
