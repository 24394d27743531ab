/**
 * The first start: where the workspace lies and how it opens, its first administrator, the recovery code, and the proof
 * that it was kept. What is typed stays on this page until it is sent.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button, Form, Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components'
import { keys, queries, useApi } from '../../api'
import type { FirstStartView } from '../../bindings/FirstStartView'
import type { KeyMode } from '../../bindings/KeyMode'
import type { RecoveryCodeView } from '../../bindings/RecoveryCodeView'
import { FailureNotice } from '../../components/FailureNotice'
import { Field, SecretField } from '../../components/Field'
import { useText } from '../../locale'
import { KeyChoice } from './KeyChoice'

const STEPS = 3

export function FirstStart() {
  const { data, error } = useQuery(queries.firstStart(useApi()))
  const [place, setPlace] = useState<Place | null>(null)
  const [code, setCode] = useState<RecoveryCodeView | null>(null)
  const [kept, setKept] = useState(false)
  if (error) return <FailureNotice failure={error} />
  if (!data) return null
  if (code && kept) return <Confirm code={code} onBack={() => setKept(false)} />
  if (code) return <Code code={code} onKept={() => setKept(true)} />
  if (place) return <Administrator start={data} place={place} onBack={() => setPlace(null)} onMade={setCode} />
  return <Where start={data} onDone={setPlace} />
}

interface Place {
  name: string
  keyMode: KeyMode
  passphrase: string | null
}

interface SheetProps {
  step: number
  title: string
  hint: string
  onSubmit: (fields: FormData) => void
  children: ReactNode
}

function Sheet({ step, title, hint, onSubmit, children }: SheetProps) {
  const t = useText()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <Form className="sheet" onSubmit={submit} aria-label={title}>
      <div>
        <p className="quiet">{t('start-step', { step, of: STEPS })}</p>
        <h2>{title}</h2>
        <p className="quiet">{hint}</p>
      </div>
      {children}
    </Form>
  )
}

/** Folder, name and key. */
function Where({ start, onDone }: { start: FirstStartView; onDone: (place: Place) => void }) {
  const t = useText()
  const [keyMode, setKeyMode] = useState<KeyMode>(start.keyring ? 'keyring' : 'passphrase')
  const [differ, setDiffer] = useState(false)
  const submit = (fields: FormData) => {
    const passphrase = keyMode === 'passphrase' ? String(fields.get('passphrase') ?? '') : null
    const same = passphrase === null || passphrase === fields.get('again')
    setDiffer(!same)
    if (same && start.state === 'free')
      onDone({ name: String(fields.get('workspace') ?? '').trim(), keyMode, passphrase })
  }
  return (
    <Sheet step={1} title={t('start-where-title')} hint={t('start-where-hint')} onSubmit={submit}>
      <Field label={t('start-name')} hint={t('start-name-hint')} name="workspace" isRequired autoFocus />
      <FolderField start={start} />
      <KeyChoice keyring={start.keyring} least={start.least_password} value={keyMode} onChange={setKeyMode} />
      {differ && (
        <div className="notice" data-tone="danger" role="alert">
          {t('start-differ')}
        </div>
      )}
      <Button type="submit" className="button primary" isDisabled={start.state !== 'free'}>
        {t('start-next')}
      </Button>
    </Sheet>
  )
}

/** A folder that is typed counts when the field is left, or Enter is pressed in it; the dialog of the desktop helps. */
function FolderField({ start }: { start: FirstStartView }) {
  const t = useText()
  const api = useApi()
  const client = useQueryClient()
  const [typed, setTyped] = useState(start.folder)
  const proposing = useMutation({
    mutationFn: api.firstStart.propose,
    onSuccess: found => {
      client.setQueryData(keys.firstStart, found)
      setTyped(found.folder)
      // A folder that holds a workspace is opened instead.
      if (found.state === 'workspace') client.invalidateQueries({ queryKey: keys.session })
    },
  })
  const leave = () => typed.trim() !== start.folder && proposing.mutate(typed)
  return (
    <div className="folder">
      <TextField className="field" value={typed} onChange={setTyped} onBlur={leave} autoComplete="off">
        <Label>{t('start-folder')}</Label>
        <Input spellCheck={false} />
        <Text slot="description" className="quiet" data-state={start.state}>
          {t(`start-folder-${start.state}`)}
        </Text>
      </TextField>
      <Button className="button" onPress={() => proposing.mutate(null)}>
        {t('start-folder-choose')}
      </Button>
      {proposing.isError && <FailureNotice failure={proposing.error} textId="start-folder-unusable" />}
    </div>
  )
}

interface AdministratorProps {
  start: FirstStartView
  place: Place
  onBack: () => void
  onMade: (code: RecoveryCodeView) => void
}

function Administrator({ start, place, onBack, onMade }: AdministratorProps) {
  const t = useText()
  const api = useApi()
  const [differ, setDiffer] = useState(false)
  const making = useMutation({ mutationFn: api.firstStart.create, gcTime: 0, onSuccess: onMade })
  const submit = (fields: FormData) => {
    const password = String(fields.get('password') ?? '')
    const same = password === fields.get('again')
    setDiffer(!same)
    if (!same || making.isPending) return
    const { name, keyMode, passphrase } = place
    making.mutate({
      name,
      key_mode: keyMode,
      passphrase,
      administrator: String(fields.get('name') ?? '').trim(),
      password,
    })
  }
  return (
    <Sheet step={2} title={t('start-admin-title')} hint={t('start-admin-hint')} onSubmit={submit}>
      <Field label={t('signin-name')} name="name" isName isRequired autoFocus />
      <SecretField
        label={t('signin-password')}
        hint={t('start-least', { least: start.least_password })}
        name="password"
        minLength={start.least_password}
      />
      <SecretField label={t('start-again')} name="again" />
      {differ && (
        <div className="notice" data-tone="danger" role="alert">
          {t('start-differ')}
        </div>
      )}
      {making.isError && <FailureNotice failure={making.error} />}
      <div className="actions">
        <Button className="button" onPress={onBack} isDisabled={making.isPending}>
          {t('start-back')}
        </Button>
        <Button type="submit" className="button primary" isDisabled={making.isPending}>
          {making.isPending ? t('start-making') : t('start-make')}
        </Button>
      </div>
    </Sheet>
  )
}

function Code({ code, onKept }: { code: RecoveryCodeView; onKept: () => void }) {
  const t = useText()
  return (
    <Sheet step={3} title={t('start-code-title')} hint={t('start-code-hint')} onSubmit={onKept}>
      <ol className="code-groups">
        {code.groups.map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a code never changes, and its groups may be alike
          <li key={at}>
            <span className="quiet">{at + 1}</span>
            <code>{group}</code>
          </li>
        ))}
      </ol>
      <p className="quiet">{t('start-code-once')}</p>
      <Button type="submit" className="button primary" autoFocus>
        {t('start-code-kept')}
      </Button>
    </Sheet>
  )
}

function Confirm({ code, onBack }: { code: RecoveryCodeView; onBack: () => void }) {
  const t = useText()
  const api = useApi()
  const client = useQueryClient()
  const checking = useMutation({
    mutationFn: api.firstStart.confirm,
    gcTime: 0,
    onSuccess: session => client.setQueryData(keys.session, session),
  })
  const submit = (fields: FormData) => {
    if (!checking.isPending) checking.mutate(code.asked.map(number => String(fields.get(`group-${number}`) ?? '')))
  }
  return (
    <Sheet step={3} title={t('start-confirm-title')} hint={t('start-confirm-hint')} onSubmit={submit}>
      {code.asked.map((number, at) => (
        <TextField
          key={number}
          className="field group"
          name={`group-${number}`}
          isRequired
          autoFocus={at === 0}
          autoComplete="off"
        >
          <Label>{t('start-group', { number })}</Label>
          <Input spellCheck={false} autoCapitalize="characters" />
        </TextField>
      ))}
      {checking.isError && <FailureNotice failure={checking.error} textId="start-confirm-wrong" />}
      <div className="actions">
        <Button className="button" onPress={onBack}>
          {t('start-code-again')}
        </Button>
        <Button type="submit" className="button primary">
          {t('start-confirm')}
        </Button>
      </div>
    </Sheet>
  )
}

/** A workspace that was just made holds nothing: own data, or the sample to look around with. */
export function Fill() {
  const t = useText()
  const api = useApi()
  const client = useQueryClient()
  const filling = useMutation({
    mutationFn: (how: 'own' | 'sample') => (how === 'own' ? api.firstStart.own() : api.firstStart.sample()),
    onSuccess: (session, how) => {
      window.location.hash = how === 'own' ? '#sources' : '#models'
      client.setQueryData(keys.session, session)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const how = new FormData(event.currentTarget).get('fill') === 'sample' ? 'sample' : 'own'
    if (!filling.isPending) filling.mutate(how)
  }
  return (
    <Form className="sheet" onSubmit={submit} aria-label={t('fill-title')}>
      <div>
        <h2>{t('fill-title')}</h2>
        <p className="quiet">{t('fill-hint')}</p>
      </div>
      <RadioGroup className="options" name="fill" defaultValue="own" aria-label={t('fill-title')}>
        {(['own', 'sample'] as const).map(each => (
          <Radio key={each} value={each} className="option">
            <strong>{t(`fill-${each}`)}</strong>
            <span className="quiet">{t(`fill-${each}-hint`)}</span>
          </Radio>
        ))}
      </RadioGroup>
      {filling.isError && <FailureNotice failure={filling.error} />}
      <Button type="submit" className="button primary" autoFocus isDisabled={filling.isPending}>
        {t('start-next')}
      </Button>
    </Form>
  )
}
