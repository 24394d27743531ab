/** Passphrase or keyring are lost: the recovery code opens the workspace, and a new way to open it is made. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Input, Label, TextField } from 'react-aria-components'
import { ApiFailure, queries, useApi } from '../../api'
import type { KeyMode } from '../../bindings/KeyMode'
import { useText } from '../../locale'
import { KeyChoice } from './KeyChoice'
import { SecretForm } from './SecretForm'

/** The way to `Recover`, under the form that did not help. */
export function Recoverable({ children }: { children: React.ReactNode }) {
  const t = useText()
  const [isRecovering, setIsRecovering] = useState(false)
  return (
    <>
      {isRecovering ? <Recover /> : children}
      <Button className="button plain" onPress={() => setIsRecovering(!isRecovering)}>
        {t(isRecovering ? 'recover-back' : 'recover-lost')}
      </Button>
    </>
  )
}

function Recover() {
  const t = useText()
  const api = useApi()
  const { data } = useQuery(queries.firstStart(api))
  const [chosen, setChosen] = useState<KeyMode | null>(null)
  if (!data) return null
  const mode = chosen ?? (data.keyring ? 'keyring' : 'passphrase')
  const send = async (fields: FormData) => {
    const passphrase = mode === 'passphrase' ? String(fields.get('passphrase') ?? '') : null
    if (passphrase !== null && passphrase !== fields.get('again')) {
      throw new ApiFailure({ code: 'input', message: t('start-differ') })
    }
    return api.firstStart.recover({ code: String(fields.get('code') ?? ''), key_mode: mode, passphrase })
  }
  return (
    <SecretForm
      title={t('recover-title')}
      hint={t('recover-hint')}
      action={t('recover-action')}
      onSend={send}
      refusal="recover-refused"
    >
      <TextField className="field" name="code" isRequired autoFocus autoComplete="off">
        <Label>{t('recover-code')}</Label>
        <Input spellCheck={false} autoCapitalize="characters" />
      </TextField>
      <KeyChoice keyring={data.keyring} least={data.least_password} value={mode} onChange={setChosen} />
    </SecretForm>
  )
}
