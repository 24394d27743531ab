/** How the console looks to this reader: language, theme, density. Kept while the window is open. */
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { type Density, type Theme, useAppearance } from '../../components/appearance'
import { type Language, languages, useLanguage, useText } from '../../locale'

const THEMES: Theme[] = ['system', 'light', 'dark']
const DENSITIES: Density[] = ['work', 'comfort']

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
    </section>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  of: readonly T[]
  text: (value: T) => string
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, value, of, text, onChange }: ChoiceProps<T>) {
  return (
    <Select className="field" value={value} onChange={chosen => chosen !== null && onChange(chosen as T)}>
      <Label>{label}</Label>
      <Button className="button">
        <SelectValue /> <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox className="menu">
          {of.map(each => (
            <ListBoxItem key={each} id={each} textValue={text(each)}>
              {text(each)}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
