/** People and their roles: everybody sees them, an administrator adds, changes and disables. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Checkbox, CheckboxGroup, Label } from 'react-aria-components'
import { keys, queries, useApi } from '../../api'
import type { PeopleView } from '../../bindings/PeopleView'
import type { PersonRowView } from '../../bindings/PersonRowView'
import { Asked } from '../../components/Asked'
import { Field, SecretField } from '../../components/Field'
import { FormDialog, Over } from '../../components/FormDialog'
import { Moment } from '../../components/Moment'
import { useMay } from '../../components/person'
import { Rows } from '../../components/Rows'
import { useText } from '../../locale'

const ROLES = ['supervisor', 'compliance_officer', 'model_steward', 'administrator', 'auditor'] as const

export function People() {
  const t = useText()
  const may = useMay()
  const asked = useQuery(queries.people(useApi()))
  const [edited, setEdited] = useState<PersonRowView | 'new' | null>(null)
  const close = () => setEdited(null)
  return (
    <section aria-labelledby="people">
      <div className="section-head">
        <h2 id="people">{t('people-title')}</h2>
        {may('user_change') && (
          <Button className="button" onPress={() => setEdited('new')}>
            {t('people-add')}
          </Button>
        )}
      </div>
      <Asked query={asked}>
        {({ people }) => (
          <Rows
            rows={people}
            keyOf={({ id }) => id}
            columns={[
              { title: t('people-name'), isHead: true, cell: ({ name }) => name },
              {
                title: t('people-roles'),
                cell: ({ roles }) => roles.map(role => t(`role-${role}`)).join(', ') || t('people-no-role'),
              },
              {
                title: t('people-state'),
                look: () => ({ className: 'quiet' }),
                cell: person => <State person={person} />,
              },
              {
                title: t('people-change'),
                isTitleHidden: true,
                isFigure: true,
                cell: person =>
                  may('user_change') && (
                    <Button
                      className="button plain"
                      aria-label={t('people-change-of', { name: person.name })}
                      onPress={() => setEdited(person)}
                    >
                      {t('people-change')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Asked>
      <Over isOpen={edited !== null} onClose={close}>
        {edited !== null && asked.data && <Edit person={edited} people={asked.data} onClose={close} />}
      </Over>
    </section>
  )
}

function State({ person }: { person: PersonRowView }) {
  const t = useText()
  if (person.disabled_at_ms === null) return t('people-enabled')
  return (
    <>
      {t('people-disabled')} <Moment at={person.disabled_at_ms} />
    </>
  )
}

function Edit({ person, people, onClose }: { person: PersonRowView | 'new'; people: PeopleView; onClose: () => void }) {
  const t = useText()
  const api = useApi()
  const client = useQueryClient()
  const isNew = person === 'new'
  const [roles, setRoles] = useState<string[]>(isNew ? ['supervisor'] : person.roles)
  const done = async () => {
    await client.invalidateQueries({ queryKey: keys.people })
    onClose()
  }
  const saving = useMutation({
    mutationFn: ({ name, password }: { name: string; password: string }) =>
      isNew
        ? api.settings.addPerson({ name, roles, password })
        : api.settings.changePerson({ name: person.name, roles, password: password || null, disabled: null }),
    gcTime: 0,
    onSuccess: done,
  })
  const switching = useMutation({
    mutationFn: (disabled: boolean) =>
      isNew
        ? Promise.resolve()
        : api.settings.changePerson({ name: person.name, roles: null, password: null, disabled }),
    onSuccess: done,
  })
  const send = (fields: FormData) => {
    const text = (name: string) => String(fields.get(name) ?? '')
    saving.mutate({ name: text('name').trim(), password: text('password') })
  }
  return (
    <FormDialog
      title={isNew ? t('people-add-title') : t('people-change-title', { name: person.name })}
      action={isNew ? t('people-add') : t('people-save')}
      isDisabled={roles.length === 0}
      isPending={saving.isPending}
      failure={saving.error ?? switching.error}
      onSend={send}
      onClose={onClose}
      aside={
        !isNew && (
          <Button
            className="button apart"
            onPress={() => switching.mutate(person.disabled_at_ms === null)}
            isDisabled={switching.isPending}
          >
            {person.disabled_at_ms === null ? t('people-disable') : t('people-enable')}
          </Button>
        )
      }
    >
      {isNew && <Field label={t('people-name')} name="name" isName isRequired autoFocus />}
      <CheckboxGroup className="roles" value={roles} onChange={setRoles} isRequired>
        <Label>{t('people-roles')}</Label>
        {ROLES.map(role => (
          <Checkbox key={role} value={role} className="role">
            <strong>{t(`role-${role}`)}</strong>
            <span className="quiet">{t(`role-${role}-may`)}</span>
          </Checkbox>
        ))}
      </CheckboxGroup>
      <SecretField
        label={isNew ? t('signin-password') : t('people-new-password')}
        hint={t('start-least', { least: people.least_password })}
        name="password"
        isRequired={isNew}
        minLength={people.least_password}
      />
    </FormDialog>
  )
}
