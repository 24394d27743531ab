/**
 * Policy: what each intent means and what is done with it, for everybody who must choose among them; the promise, rules
 * and queues; what was live before and how it differed.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button, Input, Label, SearchField } from 'react-aria-components'
import { queries, useApi } from '../../api'
import type { PolicyBoardView } from '../../bindings/PolicyBoardView'
import { Asked } from '../../components/Asked'
import { useMay } from '../../components/person'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { useParameters } from '../../location'
import { ChangePolicy } from './ChangePolicy'
import { IntentCard } from './IntentCard'
import { Rules } from './Rules'
import { Versions } from './Versions'
import './policy.css'

export function Policy() {
  const t = useText()
  const may = useMay()
  const asked = useQuery(queries.policy(useApi()))
  const [isChanging, setIsChanging] = useState(false)
  return (
    <div className="page policy">
      <header className="page-head">
        <h1>{t('screen-policy')}</h1>
        {asked.data && may('policy_change') && (
          <Button className="button" onPress={() => setIsChanging(true)}>
            {t('policy-ask')}
          </Button>
        )}
      </header>
      <Asked query={asked}>
        {board => (
          <>
            <PromiseMade board={board} />
            <Intents board={board} />
            <Rules board={board} />
            <Versions versions={board.versions} />
            <ChangePolicy isOpen={isChanging} onClose={() => setIsChanging(false)} board={board} />
          </>
        )}
      </Asked>
    </div>
  )
}

function PromiseMade({ board }: { board: PolicyBoardView }) {
  const t = useText()
  const { percent, duration, probability } = useFormat()
  return (
    <section aria-labelledby="promise">
      <h2 id="promise">{t('policy-promise')}</h2>
      <p className="sentence">
        {t('policy-promise-text', { alpha: percent(board.alpha), confidence: percent(board.confidence) })}
      </p>
      <ul className="facts">
        <li>{t('policy-hold-back', { time: duration(board.hold_back_ms) })}</li>
        <li>{t('policy-audit', { share: percent(board.audit_share) })}</li>
        <li>{t('policy-margin', { margin: probability(board.min_margin) })}</li>
        <li>{t('policy-escalation', { queue: board.escalation_queue })}</li>
      </ul>
    </section>
  )
}

function Intents({ board }: { board: PolicyBoardView }) {
  const t = useText()
  const [parameters] = useParameters()
  const [sought, setSought] = useState('')
  // What the address leads to is never hidden by what was sought before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what changes
  useEffect(() => setSought(''), [parameters.intent])
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = board.intents.filter(intent => {
    const text = [intent.title, intent.intent, intent.definition, ...intent.examples].join(' ').toLowerCase()
    return words.every(word => text.includes(word))
  })
  return (
    <section aria-labelledby="intents">
      <div className="intents-head">
        <h2 id="intents">{t('policy-intents')}</h2>
        <SearchField className="field find" value={sought} onChange={setSought}>
          <Label className="visually-hidden">{t('policy-find')}</Label>
          <Input placeholder={t('policy-find')} />
        </SearchField>
      </div>
      <div className="intents">
        {shown.map(intent => (
          <IntentCard key={intent.intent} intent={intent} isSought={intent.intent === parameters.intent} />
        ))}
      </div>
      {shown.length === 0 && <p className="quiet">{t('policy-find-none')}</p>}
    </section>
  )
}
