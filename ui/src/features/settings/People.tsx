/** People and their roles: everybody sees them, an administrator adds, changes and disables. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Dialog,
  Form,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  Text,
  TextField,
} from 'react-aria-components'
import { keys, queries, useApi } from '../../api'
import type { PeopleView } from '../../bindings/PeopleView'
import type { PersonRowView } from '../../bindings/PersonRowView'
import { FailureNotice } from '../../components/FailureNotice'
import { Moment } from '../../components/Moment'
import { useMay } from '../../components/person'
import { useText } from '../../locale'

const ROLES = ['supervisor', 'compliance_officer', 'model_steward', 'administrator', 'auditor'] as const

export function People() {
  const t = useText()
  const may = useMay()
  const { data, error } = useQuery(queries.people(useApi()))
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
      {error && <FailureNotice failure={error} />}
      {data && (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t('people-name')}</th>
              <th scope="col">{t('people-roles')}</th>
              <th scope="col">{t('people-state')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('people-change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.people.map(person => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                <td>{person.roles.map(role => t(`role-${role}`)).join(', ') || t('people-no-role')}</td>
                <td className="quiet">
                  {person.disabled_at_ms === null ? (
                    t('people-enabled')
                  ) : (
                    <>
                      {t('people-disabled')} <Moment at={person.disabled_at_ms} />
                    </>
                  )}
                </td>
                <td className="figure">
                  {may('user_change') && (
                    <Button
                      className="button plain"
                      aria-label={t('people-change-of', { name: person.name })}
                      onPress={() => setEdited(person)}
                    >
                      {t('people-change')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ModalOverlay className="veil" isOpen={edited !== null} onOpenChange={close} isDismissable>
        <Modal>{edited !== null && data && <Edit person={edited} people={data} onClose={close} />}</Modal>
      </ModalOverlay>
    </section>
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
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '')
    if (!saving.isPending) saving.mutate({ name: text('name').trim(), password: text('password') })
  }
  const failed = saving.error ?? switching.error
  return (
    <Dialog className="dialog">
      <Heading slot="title" level={2}>
        {isNew ? t('people-add-title') : t('people-change-title', { name: person.name })}
      </Heading>
      <Form className="reason" onSubmit={submit}>
        {isNew && (
          <TextField className="field" name="name" isRequired autoFocus autoComplete="off">
            <Label>{t('people-name')}</Label>
            <Input spellCheck={false} autoCapitalize="none" />
          </TextField>
        )}
        <CheckboxGroup className="roles" value={roles} onChange={setRoles} isRequired>
          <Label>{t('people-roles')}</Label>
          {ROLES.map(role => (
            <Checkbox key={role} value={role} className="role">
              <strong>{t(`role-${role}`)}</strong>
              <span className="quiet">{t(`role-${role}-may`)}</span>
            </Checkbox>
          ))}
        </CheckboxGroup>
        <TextField
          className="field"
          name="password"
          type="password"
          isRequired={isNew}
          minLength={people.least_password}
          autoComplete="off"
        >
          <Label>{isNew ? t('signin-password') : t('people-new-password')}</Label>
          <Input />
          <Text slot="description" className="quiet">
            {t('start-least', { least: people.least_password })}
          </Text>
        </TextField>
        {failed && <FailureNotice failure={failed} />}
        <div className="actions">
          {!isNew && (
            <Button
              className="button apart"
              onPress={() => switching.mutate(person.disabled_at_ms === null)}
              isDisabled={switching.isPending}
            >
              {person.disabled_at_ms === null ? t('people-disable') : t('people-enable')}
            </Button>
          )}
          <Button className="button" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" className="button primary" isDisabled={roles.length === 0 || saving.isPending}>
            {isNew ? t('people-add') : t('people-save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
