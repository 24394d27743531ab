/** How a workspace opens each day: by the keyring of the desktop, or by a passphrase. */
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { KeyMode } from '../../bindings/KeyMode'
import { SecretField } from '../../components/Field'
import { useText } from '../../locale'

interface Props {
  /** Whether the desktop has a keyring. */
  keyring: boolean
  least: number
  value: KeyMode
  onChange: (mode: KeyMode) => void
}

export function KeyChoice({ keyring, least, value, onChange }: Props) {
  const t = useText()
  return (
    <>
      <RadioGroup className="options" value={value} onChange={mode => onChange(mode as KeyMode)}>
        <Label>{t('start-key')}</Label>
        <Radio value="keyring" className="option" isDisabled={!keyring}>
          <strong>{t('start-key-keyring')}</strong>
          <span className="quiet">{t(keyring ? 'start-key-keyring-hint' : 'start-key-keyring-none')}</span>
        </Radio>
        <Radio value="passphrase" className="option">
          <strong>{t('start-key-passphrase')}</strong>
          <span className="quiet">{t('start-key-passphrase-hint')}</span>
        </Radio>
      </RadioGroup>
      {value === 'passphrase' && (
        <>
          <SecretField
            label={t('unlock-passphrase')}
            hint={t('start-least', { least })}
            name="passphrase"
            minLength={least}
          />
          <SecretField label={t('start-again')} name="again" />
        </>
      )}
    </>
  )
}
