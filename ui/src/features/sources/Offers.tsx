/**
 * Files that were dropped on the window or chosen: what they are taken for, and one button that imports them. Works on
 * every screen. The page knows their names, never where they lie.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Dialog, Heading } from 'react-aria-components'
import { keys, queries, useApi } from '../../api'
import type { LabelColumnsView } from '../../bindings/LabelColumnsView'
import type { OfferView } from '../../bindings/OfferView'
import { FailureNotice } from '../../components/FailureNotice'
import { Choice } from '../../components/Field'
import { Over } from '../../components/FormDialog'
import { useMay } from '../../components/person'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import './sources.css'

export function Offers() {
  const t = useText()
  const api = useApi()
  const may = useMay()
  const client = useQueryClient()
  const { data } = useQuery(queries.offers(api))
  const offers = data?.offers ?? []
  const putAway = async () => {
    await api.sources.decline()
    await client.invalidateQueries({ queryKey: keys.offers })
  }
  return (
    <>
      {data?.hovering && (
        <div className="drop-here" role="status">
          {may('import') ? t('offers-drop') : t('offers-not-allowed')}
        </div>
      )}
      <Over isOpen={offers.length > 0} onClose={putAway}>
        <Dialog className="dialog offers">
          <Heading slot="title" level={2}>
            {t('offers-title', { count: offers.length })}
          </Heading>
          {may('import') ? <Form offers={offers} onPutAway={putAway} /> : <NotAllowed onPutAway={putAway} />}
        </Dialog>
      </Over>
    </>
  )
}

function NotAllowed({ onPutAway }: { onPutAway: () => void }) {
  const t = useText()
  return (
    <>
      <p>{t('offers-not-allowed')}</p>
      <div className="actions">
        <Button className="button" autoFocus onPress={onPutAway}>
          {t('close')}
        </Button>
      </div>
    </>
  )
}

type Columns = Record<string, LabelColumnsView>

function Form({ offers, onPutAway }: { offers: OfferView[]; onPutAway: () => void }) {
  const t = useText()
  const api = useApi()
  const [chosen, setChosen] = useState<Columns>({})
  const readable = offers.filter(({ format }) => format === 'json_lines' || format === 'csv')
  const columnsOf = (offer: OfferView) => (offer.looks_like_labels ? (chosen[offer.offer_id] ?? guess(offer)) : null)
  const ready = readable.every(offer => !offer.looks_like_labels || columnsOf(offer) !== null)
  const importing = useMutation({
    mutationFn: async () => {
      for (const offer of readable) await api.sources.import(offer.offer_id, columnsOf(offer))
    },
    onSuccess: onPutAway,
  })
  return (
    <>
      <ul className="offered">
        {offers.map(offer => (
          <Offered
            key={offer.offer_id}
            offer={offer}
            columns={columnsOf(offer)}
            onColumns={columns => setChosen({ ...chosen, [offer.offer_id]: columns })}
          />
        ))}
      </ul>
      <p className="quiet">{t('offers-text')}</p>
      {importing.isError && <FailureNotice failure={importing.error} />}
      <div className="actions">
        <Button className="button" onPress={onPutAway}>
          {t('cancel')}
        </Button>
        <Button
          className="button primary"
          autoFocus
          isDisabled={readable.length === 0 || !ready || importing.isPending}
          onPress={() => importing.mutate()}
        >
          {t('offers-import', { count: readable.length })}
        </Button>
      </div>
    </>
  )
}

/** The columns by their usual names, else the first two. */
function guess({ columns }: OfferView): LabelColumnsView | null {
  const [first, second] = columns
  if (first === undefined || second === undefined) return null
  const named = (...names: string[]) => columns.find(column => names.includes(column.toLowerCase()))
  const label = named('label', 'intent', 'category', 'class')
  const text = named('text', 'message', 'body', 'utterance')
  return {
    text: text ?? columns.find(column => column !== label) ?? first,
    label: label ?? columns.find(column => column !== text) ?? second,
  }
}

interface OfferedProps {
  offer: OfferView
  columns: LabelColumnsView | null
  onColumns: (columns: LabelColumnsView) => void
}

function Offered({ offer, columns, onColumns }: OfferedProps) {
  const t = useText()
  const { bytes } = useFormat()
  const kind = offer.looks_like_labels && columns ? 'labels' : offer.format
  return (
    <li data-refused={offer.format === 'no_file' || offer.format === 'unknown' || undefined}>
      <strong>
        <bdi>{offer.name}</bdi>
      </strong>
      <span className="quiet">
        {t(`offer-${kind}`)}
        {offer.format !== 'no_file' && ` · ${bytes(offer.bytes)}`}
      </span>
      {offer.looks_like_labels && columns && (
        <div className="columns">
          <Choice
            label={t('offer-text-column')}
            of={offer.columns}
            value={columns.text}
            onChange={text => onColumns({ ...columns, text })}
          />
          <Choice
            label={t('offer-label-column')}
            of={offer.columns}
            value={columns.label}
            onChange={label => onColumns({ ...columns, label })}
          />
        </div>
      )}
    </li>
  )
}
